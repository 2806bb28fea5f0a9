// S7: a reply is reproduced as received: the disclaimer is in the language of the page, the text of
// the reply keeps its own language and direction, and the questionnaire lists who replied in the
// alphabetical order of each language.

import assert from 'node:assert/strict';
import test from 'node:test';
import { closest, directionOf, hasClass, languageAt, languages, squeeze, textOf } from '../lib/portal.mjs';
import { buildSite, makeSite } from './questionnaires/site.mjs';

const portal = buildSite(makeSite());
const reply = 'يبحث فيها المخترعون قبل الإيداع.';
const find = (page, name) => page.elements.find((element) => hasClass(element, name));
const text = (element) => squeeze(textOf(element));

const disclaimers = {
    en: /^Information provided by Member States is reproduced here as received\./,
    ar: /كما وردت/, zh: /原样转载/, fr: /telles qu’elles ont été reçues/,
    ru: /в том виде, в котором она была получена/, es: /tal como se recibió/,
    pt: /tal como recebidas/, sw: /kama zilivyopokelewa/,
};

test('the disclaimer is in the language of the page', () => {
    for (const lang of languages) {
        for (const path of ['replies/survey-eg.html', 'replies/index.html', 'questionnaires/survey.html']) {
            const disclaimer = find(portal.page(`${lang}/${path}`), 'disclaimer');
            assert.ok(disclaimer, `${lang}/${path}`);
            assert.match(text(disclaimer), disclaimers[lang], `${lang}/${path}`);
            assert.equal(languageAt(disclaimer), lang);
        }
        assert.equal(find(portal.page(`${lang}/questionnaires/index.html`), 'disclaimer'), undefined, 'only there');
    }
});

test('the text of the reply keeps its language and direction', () => {
    for (const lang of languages) {
        const page = portal.page(`${lang}/replies/survey-eg.html`);
        const node = page.texts.find((one) => one.text.includes(reply));
        assert.ok(node, `${lang}: the reply stands there as it came`);
        assert.equal(languageAt(node.parent), 'ar', lang);
        assert.equal(closest(node.parent, (at) => 'dir' in at.attributes).attributes.dir, 'rtl', lang);
    }
});

test('each question is in the language of the page, before its answer and in the order of the form', () => {
    const questions = (lang) => portal.page(`${lang}/replies/survey-eg.html`).all('h3').map(text);
    assert.deepEqual(questions('fr'), [
        '1. Comment l’information en matière de brevets est-elle utilisée dans votre pays ?',
        '2. Qui peut la consulter ?']);
    const [first] = portal.page('sw/replies/survey-eg.html').all('h3');
    const question = portal.page('sw/replies/survey-eg.html').texts.find((one) => one.text.startsWith('How is patent'));
    assert.ok(text(first).includes(question.text));
    assert.equal(languageAt(question.parent), 'en', 'where it is not translated it is marked');
});

test('it leads to the questionnaire, the country and the case study', () => {
    const hrefs = portal.page('fr/replies/survey-eg.html').all('a').map((link) => link.attributes.href);
    for (const href of ['../questionnaires/survey.html', '../countries/eg.html', '../case-studies/searching.html']) {
        assert.ok(hrefs.includes(href), href);
    }
});

const rows = (lang) => {
    const page = portal.page(`${lang}/questionnaires/survey.html`);
    return page.all('tr').slice(1).map((row) => row.childNodes.filter((cell) => cell.tagName).map(text));
};

test('the questionnaire says who was asked, who replied, when and in which language', () => {
    assert.deepEqual(rows('en'), [
        ['Azerbaijan', 'No reply yet', '', ''],
        ['Cambodia', 'No reply yet', '', ''],
        ['Egypt', 'رد مصر Sample', '27 April 2014', 'Arabic'],
        ['South Africa (was not asked)', 'Reply of South Africa Sample', '2 May 2014', 'English']]);
    const names = (lang) => rows(lang).map(([name]) => name.replace(/ [(].*/, ''));
    assert.deepEqual(names('fr'), ['Afrique du Sud', 'Azerbaïdjan', 'Cambodge', 'Égypte']);
    assert.deepEqual(names('ar'), ['أذربيجان', 'جنوب أفريقيا', 'كمبوديا', 'مصر']);
    const tally = (lang) => portal.page(`${lang}/questionnaires/survey.html`).elements
        .filter((element) => element.tagName === 'dd' && closest(element, (at) => hasClass(at, 'tally'))).map(text);
    assert.deepEqual(tally('en'), ['3', '1', '33%']);
    assert.deepEqual(tally('fr').map((one) => one.replace(/\s/g, ' ')), ['3', '1', '33 %']);
});

test('a title in another language is marked in the table', () => {
    for (const lang of languages.filter((one) => one !== 'ar')) {
        const page = portal.page(`${lang}/questionnaires/survey.html`);
        const node = page.texts.find((one) => one.text.includes('رد مصر'));
        assert.equal(languageAt(node.parent), 'ar');
        assert.equal(page.html.attributes.dir, directionOf(lang));
    }
});
