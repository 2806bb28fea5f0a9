/* All that markdown_render() sees, without rendering: see markdown_origin(). */
#include "sources/markdown.h"

static void add_texts(struct digester *digester, const struct str *texts, size_t count) {
    digester_add_u64(digester, count);
    for (size_t i = 0; i < count; i++) {
        digester_add(digester, texts[i]);
    }
}

static void add_target(struct digester *digester, const struct markdown_target *target) {
    const struct str texts[] = {target->href, target->hreflang, target->title,
                                target->lang, target->dir,      target->note};

    add_texts(digester, texts, sizeof texts / sizeof texts[0]);
}

/* Only these two kinds are resolved; the others stand in the text as they are. */
static void add_targets(struct digester *digester, const struct outline *outline,
                        const struct markdown_setting *setting) {
    for (size_t i = 0; i < outline->references.count; i++) {
        const struct reference *reference = &outline->references.items[i];

        if (reference->kind == REFERENCE_ITEM || reference->kind == REFERENCE_IMAGE) {
            struct markdown_target target =
                setting->resolve(setting->context, reference->destination);

            add_target(digester, &target);
        }
    }
}

static void add_versions(struct digester *digester, const struct markdown_setting *setting) {
    digester_add_u64(digester, setting->version_count);
    for (size_t i = 0; i < setting->version_count; i++) {
        const struct markdown_version *version = &setting->versions[i];
        const struct str texts[] = {version->href, version->lang};

        add_texts(digester, texts, sizeof texts / sizeof texts[0]);
    }
}

static void add_followed(struct digester *digester, const struct markdown_setting *setting) {
    digester_add_u64(digester, setting->followed_count);
    for (size_t i = 0; i < setting->followed_count; i++) {
        const struct markdown_followed *followed = &setting->followed[i];
        const struct str texts[] = {followed->id, followed->lang, followed->dir, followed->note};

        add_texts(digester, texts, sizeof texts / sizeof texts[0]);
    }
}

struct digest markdown_origin(struct digest text, const struct outline *outline,
                              const struct markdown_setting *setting) {
    const struct str texts[] = {setting->id_prefix,
                                setting->lang,
                                setting->dir,
                                setting->footnotes_title,
                                setting->back_label,
                                setting->paragraph_label,
                                setting->sub_paragraph_form,
                                setting->sub_paragraph_alphabet,
                                setting->digits,
                                setting->code_dir,
                                setting->figure_dir};
    struct digester digester = {.digest = text};

    digester_add_u64(&digester, (uint64_t)setting->numbering);
    digester_add_u64(&digester, setting->heading_shift);
    add_texts(&digester, setting->heading_ids, setting->heading_id_count);
    add_texts(&digester, texts, sizeof texts / sizeof texts[0]);
    add_versions(&digester, setting);
    add_followed(&digester, setting);
    add_targets(&digester, outline, setting);
    return digester_end(&digester);
}
