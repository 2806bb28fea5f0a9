// V13: a questionnaire can be read, printed, filled in on the page or as plain text in any locale,
// and returned without a server. Chromium and Firefox open it from the disk, fill it in and save a
// file, which `isogloss import reply` reads; the answer is then what was written.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, fileOrigin, firefox, watch } from '../browser/browsers.mjs';
import { languages, scratch, squeeze, textOf } from '../lib/portal.mjs';
import { buildSite, makeSite, run } from './questionnaires/site.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const site = makeSite();
const portal = buildSite(site);
const origin = fileOrigin(portal.folder);
const form = (lang) => `${origin}${lang}/questionnaires/survey--form.html`;

const downloads = { chromium: scratch(), firefox: scratch() };
const browsers = {};
before(async () => {
    browsers.chromium = await chromium();
    const session = await browsers.chromium.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads.chromium });
    browsers.firefox = await firefox({
        'browser.download.folderList': 2, 'browser.download.dir': downloads.firefox,
        'browser.download.useDownloadDir': true, 'browser.download.always_ask_before_handling_new_types': false,
        'browser.helperApps.neverAsk.saveToDisk': 'application/yaml',
    });
});
after(() => Promise.all(Object.values(browsers).map((browser) => browser?.close())));

async function saved(folder, name) {
    const file = join(folder, name);
    for (let at = 0; at < 200; at++) {
        if (existsSync(file) && !existsSync(`${file}.part`) && readFileSync(file).length) return file;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${name} in ${folder}: ${readdirSync(folder)}`);
}

// What a careless or hostile hand may write: marks of YAML and Markdown, indentation, another script.
const replies = {
    ar: { by: 'za', choice: 1, option: 'المكتب: موظفوه', number: '١٢٥٠', date: '٢٠١٣-١١',
          text: 'يبحث فيها *المخترعون*: 50 % منهم.\n  - ليست قائمة\n\n# ليس عنواناً\nCDPI/12/2 "نص"' },
    fr: { by: 'kh', choice: 0, option: 'Tout le monde', number: '1250.5', date: '2013-11-22',
          text: '« Œuvre » : l’été… <b>non</b> & \\ `code`\n1. Premier\n\t[lien](javascript:alert) 😀' },
};

for (const browser of ['chromium', 'firefox']) {
    for (const [lang, reply] of Object.entries(replies)) {
        test(`${browser}: filled in on the page in ${lang}, saved and imported`, async () => {
            const { page, troubles } = await watch(browsers[browser], origin);
            await page.goto(form(lang));
            await page.select('#by', reply.by);
            await page.$eval('#a-use', (field, text) => {
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }, `${reply.text}\u202E`);
            await page.evaluate((at) => document.querySelectorAll('input[name=access]')[at].click(), reply.choice);
            await page.type('#a-searches', reply.number);
            await page.type('#a-since', reply.date);
            await page.evaluate(() => document.querySelector('form button').click());
            const name = `survey-${reply.by}-${lang}.yaml`;
            const file = await saved(downloads[browser], name);
            assert.equal(await page.$eval('#saved a', (link) => link.textContent), name);
            assert.match(name, /^[a-z0-9-]+[.]yaml$/);
            assert.deepEqual(troubles.filter((text) => !text.includes('blob:')), []);
            await page.evaluate(() => { onbeforeunload = null; });
            await page.close();

            const { status, stdout, stderr } = run(site, 'import', 'reply', file, '--dry-run', '--now=2026-11-24');
            assert.equal(status, 0, stderr);
            assert.match(stdout, new RegExp(`^status: draft\nsample: yes\ntitle: ".+"\nquestionnaire: survey\ncountry: ${reply.by}\ndate: 2026-11-24\n`));
            assert.ok(stdout.includes(reply.option), 'the option');
            assert.match(stdout, new RegExp(lang === 'ar' ? '\n +1250\n' : '\n +1250[.]5\n'), 'digits 0-9');
            assert.match(stdout, new RegExp(`\n +${lang === 'ar' ? '2013-11' : '2013-11-22'}\n`));
        });
    }
}

test('a reply that was imported and published reads as it was written', () => {
    for (const [lang, reply] of Object.entries(replies)) {
        const folder = makeSite();
        const { status, stdout, stderr } = run(folder, 'import', 'reply', '--json',
            join(downloads.chromium, `survey-${reply.by}-${lang}.yaml`));
        assert.equal(status, 0, stderr);
        const { path } = JSON.parse(stdout);
        const id = reply.by === 'za' ? 'survey-za-2' : 'survey-kh'; // South Africa has sent one before
        assert.equal(path, `content/replies/${id}.${lang}.yaml`);
        assert.ok(!buildSite(folder).has(`${lang}/replies/${id}.html`), 'a draft is not published');
        const record = join(folder, path);
        writeFileSync(record, readFileSync(record, 'utf8').replace('status: draft\n', ''));
        const page = buildSite(folder).page(`${lang}/replies/${id}.html`);
        const said = squeeze(page.all('div', (has) => has.class === 'answer').map(textOf)[0]);
        assert.equal(said, squeeze(reply.text));
        assert.equal(page.all('a', (has) => /script/.test(has.href)).length, 0);
    }
});

test('what is missing or wrong is said in the language of the page, and led to', async () => {
    const { page } = await watch(browsers.chromium, origin);
    await page.goto(form('fr'));
    await page.type('#a-searches', 'beaucoup');
    await page.type('#a-since', '2013-02-30');
    await page.evaluate(() => document.querySelector('form button').click());
    const state = await page.evaluate(() => ({
        focus: document.activeElement.id,
        links: [...document.querySelectorAll('#trouble a')].map((link) => link.textContent),
        notes: [...document.querySelectorAll('.error')].map((note) => note.textContent),
        invalid: [...document.querySelectorAll('[aria-invalid]')].map((field) => field.name),
    }));
    assert.equal(state.focus, 'trouble');
    assert.equal(state.links.length, 5);
    assert.deepEqual(state.notes, ['Veuillez répondre à cette question.', 'Veuillez répondre à cette question.',
        'Veuillez répondre à cette question.', 'Un nombre en chiffres, par exemple 1250',
        'Une date, par exemple 2013, 2013-11 ou 2013-11-22']);
    assert.deepEqual(state.invalid, ['_by', 'use', 'access', 'access', 'access', 'searches', 'since']);
    await page.click('#trouble a');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'by');
    await page.evaluate(`${axe}`);
    const { violations } = await page.evaluate(() => axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await page.close();
});

test('answers are kept in the browser only if the reader asks for it', async () => {
    const { page } = await watch(browsers.chromium, origin);
    page.on('dialog', (dialog) => dialog.accept());
    const kept = () => page.evaluate(() => Object.keys(localStorage).length);
    await page.goto(form('en'));
    await page.type('#a-use', 'By searching.');
    assert.equal(await kept(), 0);
    await page.click('.keep input');
    assert.equal(await kept(), 1);
    await page.reload();
    assert.equal(await page.$eval('#a-use', (field) => field.value), 'By searching.');
    await page.click('.keep input');
    assert.equal(await kept(), 0);
    await page.evaluate(() => document.querySelector('form').reset());
    await page.close();
});

test('axe finds nothing on the form and on the questionnaire', async () => {
    const { page } = await watch(browsers.chromium, origin);
    for (const lang of ['en', 'ar', 'zh', 'sw']) {
        for (const path of ['questionnaires/survey--form.html', 'questionnaires/survey.html', 'replies/survey-eg.html']) {
            for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
                await page.setViewport({ width, height: 900 });
                await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
                await page.goto(`${origin}${lang}/${path}`);
                await page.evaluate(`${axe}`);
                const { violations } = await page.evaluate(() => axe.run(document));
                assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], `${lang}/${path} ${width}`);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                assert.ok(wide <= 0, `${lang}/${path} runs ${wide} px out of the screen`);
            }
        }
    }
    await page.close();
});

// ---- Without a script ---------------------------------------------------------------------------

test('without a script the form prints, and says what to do', async () => {
    const { page } = await watch(browsers.chromium, origin);
    await page.setJavaScriptEnabled(false);
    for (const lang of ['en', 'ar']) {
        await page.goto(form(lang));
        const shown = await page.evaluate(() => [...document.querySelectorAll('[data-script], form button')]
            .filter((element) => element.checkVisibility()).length);
        assert.equal(shown, 0, 'nothing that needs the script is shown');
        const file = join(scratch(), 'form.pdf');
        writeFileSync(file, await page.pdf({ format: 'A4' }));
        const printed = squeeze(execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' }));
        if (lang === 'en') {
            for (const text of ['1. How is patent information used in your country?', 'A few lines are enough.',
                'The office: its staff', 'Then return the file or the paper to the office']) {
                assert.ok(printed.includes(text), `${text} in ${printed}`);
            }
            assert.doesNotMatch(printed, /Save the answers|Three ways/);
        }
    }
    await page.emulateMediaType('print');
    assert.equal(await page.$eval('#by', (field) => getComputedStyle(field).color), 'rgba(0, 0, 0, 0)', 'no choice is printed');
    const lines = await page.$eval('#a-use', (field) => getComputedStyle(field).backgroundImage);
    assert.match(lines, /repeating-linear-gradient/, 'lines to write on');
    await page.close();
});

test('nothing can be sent: the policy allows our script, and no form leaves the page', () => {
    for (const lang of languages) {
        const page = portal.page(`${lang}/questionnaires/survey--form.html`);
        const [policy] = page.all('meta', (has) => has['http-equiv'] === 'Content-Security-Policy');
        assert.match(policy.attributes.content, /default-src 'none'; .*script-src 'self'; .*form-action 'none'$/);
        const scripts = (page) => page.all('script', (has) => has.type !== 'application/ld+json');
        assert.equal(scripts(page).length, 1);
        assert.equal(page.all('form')[0].attributes.action, undefined);
        for (const other of ['questionnaires/survey.html', 'index.html']) {
            assert.equal(scripts(portal.page(`${lang}/${other}`)).length, 0, other);
        }
    }
});

// ---- With an editor -----------------------------------------------------------------------------

test('the form as a text file, filled in with an editor in each locale', () => {
    for (const lang of languages) {
        const path = `${lang}/questionnaires/survey--form.yaml`;
        const text = portal.text(path);
        assert.ok(text.startsWith('\uFEFF# '), 'editors and browsers take it for UTF-8');
        assert.ok(portal.page(`${lang}/questionnaires/survey.html`).all('a').some((link) => link.attributes.href === 'survey--form.yaml'));
        const file = join(scratch(), 'filled.yaml');
        const empty = join(scratch(), 'empty.yaml');
        writeFileSync(empty, text);
        assert.match(run(site, 'import', 'reply', empty).stderr, /\[import-no-answer\]/);
        const options = /since|(?<=\n)  #   ([^\n]+)\n/.exec(text.slice(text.indexOf('answers:')));
        const filled = text.replace('by: …', 'by: kh').replace('use: |-\n    …', 'use: |-\n    Text – نص – 文本 – Текст\n\n    two')
            .replace('access: |-\n    …', `access: |-\n    ${options[1]}`).replaceAll('\n', '\r\n');
        writeFileSync(file, filled);
        const { status, stdout, stderr } = run(site, 'import', 'reply', file, '--dry-run');
        assert.equal(status, 0, stderr);
        assert.match(stdout, /\n {6}Text – نص – 文本 – Текст\n\n {6}two\n/);
        assert.ok(stdout.includes(options[1]));
    }
});
