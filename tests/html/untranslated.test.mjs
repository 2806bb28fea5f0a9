// A language that has only just been added: its catalog is empty, so all of the interface is in
// English. Its letters are not Latin, so whatever English is not marked as such shows.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { build, closest, foreignLetters, inQuestion, languageAt, scratch, site, squeeze } from '../lib/portal.mjs';

const added = inQuestion(['km', 'ur']); // one that runs to the left, and one to the right
const additions = scratch();
for (const lang of added) {
    if (existsSync(join(site, 'locales', lang))) continue;
    mkdirSync(join(additions, 'locales', lang), { recursive: true });
    writeFileSync(join(additions, 'locales', lang, 'portal.po'), '');
}
const portal = build(additions);
const pagesOf = (portal) => portal.pages.filter((path) => added.includes(path.split('/')[0]));

// Attributes and <title> cannot be marked: isogloss-theme(5).
function unmarkedFaults(portal) {
    const faults = [];
    for (const path of pagesOf(portal)) {
        for (const { text, parent } of portal.page(path).texts) {
            if (['title', 'style'].includes(parent.tagName)) continue;
            // SVG has no dir: a text in a picture is isolated, and says its language.
            const isDrawn = closest(parent, (at) => at.tagName === 'svg') !== null && /^\s*\u2068.*\u2069\s*$/s.test(text);
            const lang = languageAt(parent);
            if (added.includes(lang) && foreignLetters(text, lang)) faults.push(`${path}: “${squeeze(text)}” in ${lang}`);
            const dir = closest(parent, (at) => 'dir' in at.attributes)?.attributes.dir;
            if (lang === 'en' && dir !== 'ltr' && !isDrawn) faults.push(`${path}: “${squeeze(text)}” runs ${dir}`);
        }
    }
    return faults;
}

test('every English text of an untranslated interface says that it is English', () => {
    assert.ok(pagesOf(portal).length > 100);
    assert.deepEqual(unmarkedFaults(portal).slice(0, 20), []);
});

for (const [name, path, from, to] of [
    ['a text of the theme', 'km/a-z.html', '<span lang="en" dir="ltr">Skip to the content</span>', 'Skip to the content'],
    ['a label of a collection', 'ur/reports/index.html', /<h1><span[^>]*>([^<]*)<\/span>/, '<h1>$1'],
    ['English that runs to the left', 'ur/a-z.html', ' lang="en" dir="ltr">Skip', ' lang="en">Skip'],
]) {
    test(`finds ${name}`, () => {
        const broken = portal.with(path, (text) => text.replace(from, to));
        assert.match(unmarkedFaults(broken.focus(path)).join('\n'), new RegExp(`^${path}:`));
    });
}
