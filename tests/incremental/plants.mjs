// The program with a mistake planted into it: one that forgets part of what a page, or what a file
// was parsed into, depends on. Each is found by random edits, or the edits are no good.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// [what is forgotten, the file, the code, the code instead, the edits that may show it]
const plants = [
    // What a page shows
    ['what stands under "text"', 'pages/datum.c', '    uint32_t kind = datum->origin',
        '    if (str_equal(datum->key, STR("text"))) {\n        return;\n    }\n    uint32_t kind = datum->origin', /title/],
    ['the language of a text', 'pages/datum.c', 'if (datum->mark)', 'if (false)', /say the same|add a message/],
    ['the template', 'pages/render.c', 'digest_mix(datum_digest(tree), mustache_digest(template))', 'datum_digest(tree)', /template/],
    ['the partials of a template', 'pages/mustache.c', 'template->all = digest_mix(template->all, found->own)',
        'template->all = template->own', /partial/],
    // What a text shows
    ['where links lead', 'sources/markdown_origin.c', '{target->href, ', '{{0}, ', /change a collection/],
    ['titles of what links lead to', 'sources/markdown_origin.c', 'target->title', '{0}', /title/],
    ['notes at links', 'sources/markdown_origin.c', 'target->note', '{0}', /message|translation/],
    ['ids of headings', 'sources/markdown_origin.c', 'setting->heading_id_count);', '0);', /heading/],
    ['the title of footnotes', 'sources/markdown_origin.c', 'setting->footnotes_title', '{0}', /change a message/],
    ['the charset of a text', 'pages/body.c', 'digest_mix(source->digest, digest_of(source->encoding))',
        'source->digest', /charset/],
    // What follows another text
    ['which paragraphs are behind', 'sources/markdown_origin.c', 'setting->followed_count);', '0);\n    return;', /PO text|record/],
    ['what a translation follows', 'sources/reading.c', 'STR_ARG(source->lang), STR_ARG(followed)', 'STR_ARG(source->lang), 0, ""', /text|heading|PO/],
    ['what became stale', 'sources/packed.c', 'outline->notes.list.items[i].state);', '0);\n        continue;', /text|record/],
    // What the site map lists
    ['dates in the site map', 'pages/sitemap.c', 'date = entry_updated(page->entry);', 'date = {0};', /field/],
    ['the address of the portal', 'pages/sitemap.c', 'digester_add(&digester, editions->site->base_url)', '(void)0', /site.yaml/],
    ['what the site map does not list', 'pages/sitemap.c', 'is_listed(page) ? (uint64_t)page->kind + 1 : 0', '0', /translation|collection/],
    // What files are parsed into
    ['the charset of a file', 'sources/reading.c', 'STR_ARG(source->encoding)', '0, ""', /charset/],
    ['whether paragraphs are numbered', 'sources/reading.c', '(int)numbering_of(job->reading, source)', '0', /change a collection/],
    ['the digest of a file', 'sources/packed.c', 'digest_equal(unpack_digest(&unpacker), source->digest)',
        '(unpack_digest(&unpacker), true)', /change|swap/],
    // Which files changed
    ['to look at sources', 'sources/unchanged.c',
        'files_are_unchanged(walk.folder, workers, state.count, stood_at, &state)', 'stood_at', /change/],
    ['what texts say of themselves', 'sources/packed.c', 'digester_add(digester, node->text);', '', /title|field/],
    ['what others see of a text', 'sources/packed.c', '    add_outline(outline, &digester);', '', /heading/],
    ['that more than bodies changed', 'publish/publish.c',
        'digest_equal(p->before.shape, site->sources->shape)', 'true', /title/],
    ['which body a page shows', 'publish/stage.c', 'digest_equal(page_text_digest(page), job->known->text)', 'true', /text/],
    ['times of sources', 'base/file_read.c', 'a->changed_ns == b->changed_ns', 'true', /unseen|swap/],
    ['to look at a page before it is kept', 'publish/stage.c', 'file_stat_equal(&stat, &known->stat)', 'true', /hand/],
    ['to look at the portal', 'publish/current.c',
        'files_are_unchanged(target->out, options->workers, state->count, stood_at, state)', 'stood_at', /hand/],
    ['what the pages were made of', 'publish/current.c', 'digest_equal(state.inputs, inputs)', 'true', /mistake/],
    ['that time passes', 'publish/current.c', 'clock_holds(&state.clock, now_s)', 'true', /hold or|moment|clock/],
    ['that time changes what pages show', 'publish/publish.c', 'clock_holds(&p->before.clock, site->clock.now)', 'true',
        /hold or|moment|clock/],
    ['to remember what it asked the clock', 'site/release.c', 'clock_has_passed(clock, version->publish_at.at)',
        '(version->publish_at.at <= clock->now)', /hold or|moment|clock/],
    ['warnings', 'publish/current.c', 'said_repeat(state.said, diags)', 'true', /add a message/],
    // Links
    ['pages that are gone', 'publish/stage.c', 'lost_page(lost, stage->gone[i]->path)', '(void)0', /by hand/],
    ['anchors that are gone', 'publish/linkcheck.c', 'if (!has_anchor(after, anchor))', 'if (false)', /by hand/],
];

export const plantNames = plants.map(([name]) => name);
export const shownSoon = ['what stands under "text"', 'to look at a page before it is kept'];
export const editsThatShow = (name) => plants.find(([each]) => each === name)[4];

// Builds `top` with the mistake, in a folder below `place` that the caller removes: {base, program}.
// Throws if the code is no longer as it was.
export function plant(name, top, place) {
    const [, file, from, to] = plants.find(([each]) => each === name);
    const path = join('generator', file);
    const code = readFileSync(join(top, path), 'utf8');
    if (code.split(from).length !== 2) throw new Error(`${path} no longer has, once: ${from}`);
    const base = mkdtempSync(join(place, 'isogloss-plant.'));
    const build = process.env.B ?? '.build';
    for (const part of ['Makefile', '.ci', 'generator', `${build}/generator`, `${build}/locale`, `${build}/config.mk`]) {
        mkdirSync(dirname(join(base, part)), { recursive: true });
        cpSync(join(top, part), join(base, part), { recursive: true, preserveTimestamps: true });
    }
    writeFileSync(join(base, path), code.replace(from, () => to));
    // The settings of the make above, if there is one, but not its share of the machine.
    const MAKEFLAGS = (process.env.MAKEFLAGS ?? '').replace(/(^| )(-j|--jobserver)\S*/g, '');
    const made = spawnSync('make', ['-C', base, `B=${build}`, 'program'],
                           { env: { ...process.env, MAKEFLAGS }, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`${path} does not compile:\n${made.stdout}${made.stderr}`);
    return { base, program: join(base, build, 'isogloss') };
}
