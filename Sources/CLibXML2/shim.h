#pragma once
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers define what Foundation's own ICU defines otherwise: one module that sees both does not
// compile. The only declarations that depend on the switch are encoding handlers, whose layout nobody here looks at.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
