-- The one conclusion on each property that every page, sheet and file shares, with the sentence why: what the class, the decisions and the
-- plan say together. Every total of candidates and plan is a sum of this table.
--
-- grain: property_id
-- leave: in the plan. could_leave and cannot_leave: a candidate (or decided to be left) whose users have a place elsewhere if it alone were
-- left (plan_alone), or have none; a lease that runs on, a protection, a decision that protects it or an open building case keeps too. Else the class. A decision to keep keeps.
with

stands as (
    select
        f.property_id, f.outcome_class, f.need, f.reason_da, f.reason_en, c.state as candidate, c.net_area_m2, c.saving_ore_low, c.saving_ore_high, d.verdict, d.reason,
        case when m.property_id is not null then 1 when h.scenario is not null then 0 end as in_plan,
        case when m.property_id is not null then 1 else a.fits end                        as has_place,
        case when m.property_id is not null then k.area_m2 end                            as plan_m2,
        case when m.property_id is not null then k.saving_ore end                         as plan_saving_ore,
        a.users, a.places, k.exit_from,
        b.property_id as in_case, b.case_da, b.case_en, t.text_da, t.text_en,
        case when b.property_id is not null and k.guarded = 1 then 'case' when k.must_keep = 1 or k.listed = 1 then 'held' when t.property_id is not null and k.guarded = 1 then 'protected' when k.guarded = 1 then 'guarded' when k.exit_from > z.text then 'lease'
             when a.fits = 0 then 'place' when a.fits is null then 'unsettled' end        as obstacle
    from flag_property as f
    left join flag_candidate as c on c.property_id = f.property_id
    left join flag_decision as d on d.property_id = f.property_id and d.state = 'in_force'
    left join plan_candidate as k on k.property_id = f.property_id
    left join flag_building_case as b on b.property_id = f.property_id
    left join flag_protected as t on t.property_id = f.property_id
    left join plan_alone as a on a.property_id = f.property_id
    left join plan_setting as z on z.key = 'plan_date'
    left join plan_result as h on h.scenario = 'main' and h.checked = 1
    left join plan_chosen as m on m.scenario = 'main' and m.property_id = f.property_id
),

concluded as (
    select s.*,
        case when in_plan = 1 then 'leave'
             when verdict = 'keep' then 'keep'
             when verdict in ('exit', 'done') or outcome_class = 'exit_candidate' then case when obstacle is null then 'could_leave' else 'cannot_leave' end
             else outcome_class end as conclusion
    from stands as s
),

worded as (
    select c.*,
        case conclusion when 'leave' then case when users = 0 then 'leave.empty' else 'leave.' || outcome_class end
            when 'could_leave' then case when verdict is not null then 'could_leave.decided' when users = 0 then 'could_leave.empty' else 'could_leave.users' end
            when 'cannot_leave' then 'cannot_leave.' || case when obstacle = 'place' and places = 0 then 'nobody' else obstacle end
            else case when verdict = 'keep' and reason is not null then 'keep.reasoned' when verdict = 'keep' then 'keep.decided'
                      when candidate = 'open' and has_place = 1 then 'open.place' when candidate = 'open' and has_place = 0 then 'open.no_place' when candidate = 'open' then 'open.unsettled' when in_case is not null and need in ('demolition', 'part_demolition', 'conversion') then 'case' else 'class' end end as code
    from concluded as c
)

select
    w.property_id, w.conclusion, w.candidate, w.has_place, w.in_plan, w.users, w.places,
    case when w.candidate is not null then w.net_area_m2 end as candidate_m2, w.saving_ore_low, w.saving_ore_high, w.plan_m2, w.plan_saving_ore,
    replace(replace(replace(replace(replace(replace(replace(replace(s.name_da, '{protection}', coalesce(w.text_da, '')), '{class}', w.reason_da), '{plan}', i.name_da), '{users}', coalesce(w.users, 0) || ''),
        '{places}', coalesce(w.places, 0) || ''), '{reason}', coalesce(w.reason, '')), '{case}', coalesce(w.case_da, '')),
        '{date}', coalesce(substr(w.exit_from, 9, 2) || '.' || substr(w.exit_from, 6, 2) || '.' || substr(w.exit_from, 1, 4), '')) as sentence_da,
    replace(replace(replace(replace(replace(replace(replace(replace(s.name_en, '{protection}', coalesce(w.text_en, '')), '{class}', w.reason_en), '{plan}', i.name_en), '{users}', coalesce(w.users, 0) || ''),
        '{places}', coalesce(w.places, 0) || ''), '{reason}', coalesce(w.reason, '')), '{case}', coalesce(w.case_en, '')), '{date}', coalesce(w.exit_from, '')) as sentence_en
from worded as w
left join given_sentences as s on s.topic = 'conclusion' and s.code = w.code
left join given_sentences as i on i.topic = 'in_plan' and i.code = case when w.in_plan is null then 'none' else '0' end
