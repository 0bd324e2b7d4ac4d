/* The base of the ratios: one libxml2 SAX2 pass over a file with handlers that only count. usage: sax_base FILE */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static long elements, bytes;

static void begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces, const xmlChar **list, int attributes,
                  int defaulted, const xmlChar **values) {
    elements++;
}
static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void text(void *context, const xmlChar *start, int length) { bytes += length; }

int main(int count, char **arguments) {
    if (count != 2) return 64;
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = begin;
    handler.endElementNs = end;
    handler.characters = text;
    int failed = xmlSAXUserParseFile(&handler, NULL, arguments[1]);
    printf("libxml2 %s elements %ld bytes %ld\n", LIBXML_DOTTED_VERSION, elements, bytes);
    return failed ? 1 : 0;
}
