#include "sources/front_matter.h"

#include "sources/messages.h"
#include "sources/yaml.h"

/* What other generators accept here. */
static const struct str foreign_fences[] = {STR_INIT("+++"), STR_INIT(";;;"), STR_INIT("{"),
                                            STR_INIT("---")};

static struct str trim_end(struct str line) {
    while (line.length > 0 && char_is_blank(line.data[line.length - 1])) {
        line.length--;
    }
    return line;
}

static bool is_fence(struct str line) {
    return str_equal(trim_end(line), STR("---"));
}

/* A first line that means to open something, but not YAML: "+++", "---js", "{". */
static bool is_foreign_fence(struct str line) {
    for (size_t i = 0; i < sizeof foreign_fences / sizeof foreign_fences[0]; i++) {
        if (str_starts(line, foreign_fences[i])) {
            return true;
        }
    }
    return false;
}

static void find_body(struct str rest, uint32_t line, struct front_matter *front_matter) {
    while (rest.length > 0) {
        struct str after = rest;
        if (str_trim(str_cut(&after, '\n')).length > 0) {
            front_matter->body = rest;
            front_matter->body_line = line;
            return;
        }
        rest = after;
        line++;
    }
}

static bool report_opening(struct str line, struct place place, struct diags *diags) {
    const struct message *message =
        is_foreign_fence(line) ? &MSG_FRONT_MATTER_FOREIGN : &MSG_FRONT_MATTER_MISSING;
    diag(diags, message, place, str_cut(&line, ' '));
    return false;
}

bool front_matter_split(struct str text, struct str path, struct front_matter *front_matter,
                        struct diags *diags) {
    struct place opening = {path, 1, 1};
    struct str rest = text;
    struct str line = str_cut(&rest, '\n');
    *front_matter = (struct front_matter){.yaml_line = 2};
    if (!is_fence(line)) {
        return report_opening(trim_end(line), opening, diags);
    }
    front_matter->yaml = (struct str){rest.data, 0};
    for (uint32_t number = 2; rest.length > 0; number++) {
        line = str_cut(&rest, '\n');
        if (is_fence(line)) {
            find_body(rest, number + 1, front_matter);
            return true;
        }
        front_matter->yaml.length = (size_t)(line.data + line.length - front_matter->yaml.data);
        front_matter->yaml.length += rest.data != NULL; /* its line end */
        if (front_matter->yaml.length > YAML_MAX_FRONT_MATTER_BYTES) {
            diag(diags, &MSG_FRONT_MATTER_TOO_LONG, opening, STR("64"));
            return false;
        }
    }
    diag(diags, &MSG_FRONT_MATTER_OPEN, opening);
    return false;
}
