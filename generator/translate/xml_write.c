#include "translate/xml_write.h"

#include "base/utf8.h"

#include <libxml/xmlwriter.h>

struct xml_writer {
    struct arena arena;
    struct strbuf text; /* what is passed on, ended by NUL */
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

/* It fails where memory does, and nowhere else: names are ours. */
static void check(int result) {
    if (result < 0) {
        out_of_memory();
    }
}

static bool is_xml(uint32_t rune) {
    return !rune_is_control(rune) && rune != 0xFFFE && rune != 0xFFFF;
}

/* As libxml2 takes it; until the next call. */
static const xmlChar *pass(struct xml_writer *writer, struct str text) {
    size_t at = 0;
    strbuf_clear(&writer->text);
    while (at < text.length) {
        size_t start = at;
        if (is_xml(utf8_next(text, &at))) {
            strbuf_add(&writer->text, str_slice(text, start, at));
        }
    }
    return (const xmlChar *)(writer->text.data ? writer->text.data : "");
}

struct xml_writer *xml_writer_begin(void) {
    struct arena arena = {0};
    struct xml_writer *writer = ARENA_NEW(&arena, struct xml_writer);
    writer->arena = arena;
    writer->buffer = xmlBufferCreate();
    writer->writer = writer->buffer ? xmlNewTextWriterMemory(writer->buffer, 0) : NULL;
    if (!writer->writer) {
        out_of_memory();
    }
    check(xmlTextWriterSetIndent(writer->writer, 1));
    check(xmlTextWriterSetIndentString(writer->writer, (const xmlChar *)"  "));
    check(xmlTextWriterStartDocument(writer->writer, NULL, "UTF-8", NULL));
    return writer;
}

void xml_writer_end(struct xml_writer *writer, struct strbuf *out) {
    struct arena arena = writer->arena;
    check(xmlTextWriterEndDocument(writer->writer));
    xmlFreeTextWriter(writer->writer);
    strbuf_add(out, (struct str){(const char *)xmlBufferContent(writer->buffer),
                                 (size_t)xmlBufferLength(writer->buffer)});
    xmlBufferFree(writer->buffer);
    strbuf_release(&writer->text);
    arena_release(&arena);
}

void xml_writer_open(struct xml_writer *writer, const char *name) {
    check(xmlTextWriterStartElement(writer->writer, (const xmlChar *)name));
}

void xml_writer_attribute(struct xml_writer *writer, const char *name, struct str value) {
    check(xmlTextWriterWriteAttribute(writer->writer, (const xmlChar *)name, pass(writer, value)));
}

void xml_writer_text(struct xml_writer *writer, struct str text) {
    check(xmlTextWriterWriteString(writer->writer, pass(writer, text)));
}

void xml_writer_close(struct xml_writer *writer) {
    check(xmlTextWriterEndElement(writer->writer));
}

void xml_writer_leaf(struct xml_writer *writer, const char *name, struct str text) {
    xml_writer_open(writer, name);
    xml_writer_text(writer, text);
    xml_writer_close(writer);
}

void xml_writer_leaf_with(struct xml_writer *writer, const char *name, const char *attribute,
                          struct str value, struct str text) {
    xml_writer_open(writer, name);
    xml_writer_attribute(writer, attribute, value);
    xml_writer_text(writer, text);
    xml_writer_close(writer);
}
