// S14: the portal on a memory stick, in a folder with blanks and letters of no ASCII, opened in
// browsers from there: lists, records, matches and the switch of language work, nothing is asked of
// a network, and no browser complains.

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { arrive, chromium, click, fileOrigin, firefox, unloaded, watch } from '../browser/browsers.mjs';
import { build, scratch } from '../lib/portal.mjs';

const stick = join(scratch(), 'Sud-Sud, clé USB');
cpSync(build().folder, stick, { recursive: true });
const origin = fileOrigin(stick);

for (const [name, start] of [['Chromium', chromium], ['Firefox', firefox]]) {
    describe(`S14: from a memory stick, in ${name}`, () => {
        let browser;
        before(async () => { browser = await start(); });
        after(() => browser?.close());

        test('from the home page to a need, its offer, a country, and on in Arabic', async () => {
            const seen = await watch(browser, origin);
            const { page } = seen;
            await page.setViewport({ width: 1280, height: 800 });
            await page.goto(`${origin}fr/index.html`);
            const follow = async (selector, to) => {
                await click(page, selector);
                await arrive(page, origin + to);
                assert.deepEqual(await unloaded(page), []);
            };
            await follow('.menu a[href="needs/index.html"]', 'fr/needs/index.html');
            await follow('main a[href="by-subject.html"]', 'fr/needs/by-subject.html');
            await follow('main a[href="by-subject-patents.html"]', 'fr/needs/by-subject-patents.html');
            await follow('main a[href="sample-need-01.html"]', 'fr/needs/sample-need-01.html');
            const offer = await page.evaluate(() => document.querySelector('main a[href^="../offers/"]').getAttribute('href'));
            await follow(`main a[href="${offer}"]`, `fr/${offer.slice(3)}`);
            await follow('.languages a[hreflang="ar"]', `ar/${offer.slice(3)}`);
            await follow('.facts a[href^="../countries/"]', await page.evaluate(() =>
                `ar/${document.querySelector('.facts a[href^="../countries/"]').getAttribute('href').slice(3)}`));
            assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
            assert.deepEqual(seen.troubles, []);
            await page.close();
        });
    });
}
