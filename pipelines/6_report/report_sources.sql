-- The works that definitions and thresholds rest on.
--
-- grain: source
select source, title, url, dated
from given_sources
