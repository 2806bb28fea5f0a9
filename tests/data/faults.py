#!/usr/bin/python3
"""Reads the open data of a portal with other people's programs, and prints what is wrong: a line each.

    tests/data/faults.py OUT

CSV: python3's csv; JSON Schema: python3-jsonschema; iCalendar: python3-icalendar; XML: xmllint. Beside
that, the table, the JSON file and the index pages of a collection must have the same entries, and the
table and the JSON file the same values.
"""
import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import icalendar
import jsonschema

out = Path(sys.argv[1])
faults = []


def bad(path, text):
    faults.append(f'{path.relative_to(out)}: {text}')


class Main(HTMLParser):
    """The addresses that the main part of a page leads to."""

    def __init__(self):
        super().__init__()
        self.addresses, self.is_inside, self.alternates = [], False, []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.is_inside |= tag == 'main'
        if tag == 'a' and self.is_inside:
            self.addresses.append(attributes.get('href', ''))
        if tag == 'link' and attributes.get('rel') == 'alternate' and 'type' in attributes:
            self.alternates.append(attributes['href'])

    def handle_endtag(self, tag):
        self.is_inside &= tag != 'main'


def read_page(path):
    page = Main()
    page.feed(path.read_text('utf-8'))
    here = path.parent.relative_to(out).as_posix()
    return page, {normpath(join(here, address.split('#')[0])) for address in page.addresses
                  if ':' not in address and address}


# ---- JSON ----------------------------------------------------------------------------------------

def check_schema(folder, data):
    schema = json.loads((folder / 'schema.json').read_text('utf-8'))
    jsonschema.Draft202012Validator.check_schema(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(data):
        bad(folder / 'data.json', f'{"/".join(map(str, error.path))}: {error.message[:200]}')


def is_part(entry, collection):
    """In a tree the index may name a whole alone, such as a report with annexes."""
    return any(isinstance(value, dict) and value.get('collection') == collection
               for value in entry['fields'].values())


def is_item(page):
    """Where the theme says of what kind a page is: not an overview, such as charts."""
    kind = re.search(r'<main id="main" class="([^"]*)"', (out / page).read_text('utf-8')) \
        if (out / page).exists() else None
    return not kind or kind[1] == 'item'


def check_entries(folder, data):
    path = folder / 'data.json'
    if data['count'] != len(data['entries']):
        bad(path, f'count {data["count"]}, but {len(data["entries"])} entries')
    base = data['collection']['url'][:-len(f'{data["lang"]}/{data["collection"]["id"]}/index.html')]
    if base:
        pages = {entry['url'][len(base):] for entry in data['entries']}
    else:
        here = folder.relative_to(out).as_posix()
        pages = {normpath(join(here, entry['url'])) for entry in data['entries']}
    links, of_collection = set(), re.compile(rf'[\w-]+/{folder.name}/(?!index\b|by-|expired\b)[^/]+\.html')
    parts = {entry['url'] for entry in data['entries'] if is_part(entry, folder.name)}
    for index in folder.glob('index*.html'):
        if re.fullmatch(r'index(-\d+)?\.html', index.name):
            links |= read_page(index)[1]
    for page in sorted(pages - links - {url[len(base):] for url in parts}):
        bad(path, f'has {page}, the index has not')
    for page in sorted(link for link in links if of_collection.fullmatch(link) and link not in pages and is_item(link)):
        bad(path, f'has no {page}, the index has')
    for page in sorted(pages):
        if not (out / page).exists():
            bad(path, f'{page} does not exist')
    main, links = read_page(folder / 'index.html')
    for name in ['data.csv', 'csv-metadata.json', 'data.json', 'schema.json']:
        if (folder / name).relative_to(out).as_posix() not in links:
            bad(folder / 'index.html', f'no link to {name}')
        if name not in main.alternates:
            bad(folder / 'index.html', f'{name} is not announced')


# ---- The table -----------------------------------------------------------------------------------

class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ''

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.text += ' ' if tag in ('p', 'li', 'td', 'th', 'br') else ''


def text_of(html):
    parser = Text()
    parser.feed(html)
    return parser.text


def value_of(single, part):
    """What the table says of a single value of the JSON file."""
    if part == '.lang' or part == '.title.lang':
        return single.get('lang', '')
    if part == '.title':
        return single.get('title', single.get('text'))
    if part in ('.from', '.to'):
        return single[part[1:]]
    for key in ['date', 'code', 'id']:
        if key in single:
            return single[key]
    if 'html' in single:
        return text_of(single['html'])
    if 'number' in single:
        return single['number']
    return single['text']


def cell_of(value, steps, part, depth):
    """The cell for a value of the JSON file, a field or what is left of it."""
    if isinstance(value, list):
        cells = [cell_of(single, steps, part, depth + 1) for single in value]
        return '' if not any(cells) else ('|' if depth == 0 else ';').join(cells)
    if value is None:
        return ''
    if steps:
        return cell_of(value.get(steps[0]), steps[1:], part, depth)
    cell = value_of(value, part)
    if depth > 0 and isinstance(cell, str):
        cell = cell.replace('|', '¦')
        cell = cell.replace(';', ',') if depth > 1 else cell
    return cell if isinstance(cell, str) else str(cell)


PARTS = re.compile(r'\.(?:title\.lang|title|lang|from|to)$')


def find_cell(schema, entry, name):
    """By the name of the column: the field, the fields of maps, and the part of the value."""
    whole = name.split('.')
    part = PARTS.search(name)
    if part and not is_field(schema['$defs']['fields'], whole):
        steps = name[:part.start()].split('.')
        return cell_of(entry['fields'].get(steps[0]), steps[1:], part.group(), 0)
    return cell_of(entry['fields'].get(whole[0]), whole[1:], '', 0)


def is_field(schema, steps):
    """Is that the name of a field of a map, such as speakers.title?"""
    for step in steps:
        schema = schema.get('properties', {}).get(step)
        if schema is None:
            return False
        while 'items' in schema:
            schema = schema['items']
    return True


def same(cell, expected):
    try:
        return cell == expected or float(cell) == float(expected)
    except ValueError:
        return False


def same_words(cell, expected):
    return ''.join(plain(cell).split()) == ''.join(expected.split())


def is_html(schema, name):
    for step in name.split('.'):
        schema = schema.get('properties', {}).get(step, {})
        while 'items' in schema:
            schema = schema['items']
    return schema.get('$ref') == '#/$defs/html'


def plain(cell):
    return cell[1:] if cell.startswith("'") else cell


def check_row(path, schema, row, entry):
    for name, cell in row.items():
        if name.startswith('entry.'):
            expected = entry.get(name[6:], '')
            if name == 'entry.sample':
                expected = 'true' if entry.get('sample') else 'false'
            if isinstance(expected, list):
                expected = '|'.join(expected)
        else:
            expected = find_cell(schema, entry, name)
        has_words = is_html(schema['$defs']['fields'], name) and bool(cell) == bool(expected)
        if not (same_words(cell, expected) if has_words else same(plain(cell), expected)):
            bad(path, f'{entry["id"]}: {name} is {cell!r}, in the JSON file {expected!r}')
        if cell and cell[0] in '=+-@\t\r＝＋－＠' and not re.fullmatch(r'-\d+(\.\d+)?', cell):
            bad(path, f'{entry["id"]}: {name} is a formula: {cell!r}')


TYPES = {
    'string': r'[^\0]*', 'decimal': r'-?\d+(\.\d+)?', 'boolean': 'true|false',
    'language': r'[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*', 'anyURI': r'\S+',
}


def check_columns(folder, rows, names):
    path = folder / 'csv-metadata.json'
    about = json.loads(path.read_text('utf-8'))
    columns = about['tableSchema']['columns']
    if about['@context'][0] != 'http://www.w3.org/ns/csvw' or about['url'] != 'data.csv':
        bad(path, 'is not about data.csv')
    if about['lang'] != folder.parent.name or about['@context'][1]['@language'] != about['lang']:
        bad(path, f'is in {about["lang"]}')
    if [column['titles']['und'] for column in columns] != names:
        bad(path, 'has other columns than the table')
    if len({column['name'] for column in columns}) != len(columns):
        bad(path, 'has a column twice')
    keys = [row[about['tableSchema']['primaryKey']] for row in rows]
    if len(set(keys)) != len(keys):
        bad(path, 'the primary key is none')
    for column, name in zip(columns, names):
        kind = column['datatype']
        pattern = kind.get('format') if isinstance(kind, dict) else None
        pattern = pattern or TYPES[kind['base'] if isinstance(kind, dict) else kind]
        for row in rows:
            cells = re.split(r'\|', row[name]) if 'separator' in column else [row[name]]
            if column.get('required') and not row[name]:
                bad(path, f'{name} is required, but empty in {row["entry.id"]}')
            for cell in cells:
                if cell and not re.fullmatch(pattern, cell, re.DOTALL):
                    bad(path, f'{name} of {row["entry.id"]} is no {kind}: {cell!r}')


def check_table(folder, data):
    path = folder / 'data.csv'
    raw = path.read_bytes()
    text = raw.decode('utf-8')
    table = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    again = io.StringIO(newline='')
    csv.writer(again, lineterminator='\r\n').writerows(table)
    if again.getvalue() != text:
        bad(path, 'is not written as RFC 4180 has it')
    names, rows = table[0], table[1:]
    for number, row in enumerate(rows):
        if len(row) != len(names):
            bad(path, f'row {number + 1} has {len(row)} cells of {len(names)}')
    rows = [dict(zip(names, row)) for row in rows]
    if [row['entry.id'] for row in rows] != [entry['id'] for entry in data['entries']]:
        bad(path, 'has other entries than the JSON file')
    schema = json.loads((folder / 'schema.json').read_text('utf-8'))
    for row, entry in zip(rows, data['entries']):
        check_row(path, schema, row, entry)
    check_columns(folder, rows, names)


# ---- Calendars -----------------------------------------------------------------------------------

uids = {}  # of an event: by its page without the language


def check_event(path, event):
    for needed in ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY']:
        if needed not in event:
            bad(path, f'an event without {needed}')
            return
    if event['DTEND'].dt <= event['DTSTART'].dt:
        bad(path, f'{event["SUMMARY"]} ends before it begins')
    if 'LANGUAGE' not in event['SUMMARY'].params:
        bad(path, f'{event["SUMMARY"]} is in no language')
    url = str(event.get('URL', ''))
    if url:
        page = re.sub(rf'^.*?/[\w-]+/({path.parent.name}/[^/]+)$', r'\1', url)
        if uids.setdefault(page, str(event['UID'])) != str(event['UID']):
            bad(path, f'another UID than in other languages: {page}')


def check_calendar(path):
    raw = path.read_bytes()
    lines = raw.split(b'\r\n')
    if lines[-1] != b'' or b'\n' in raw.replace(b'\r\n', b''):
        bad(path, 'has other line ends than CRLF')
    for line in lines:
        if len(line) > 75:
            bad(path, f'a line of {len(line)} octets')
        try:
            line.decode('utf-8')
        except UnicodeDecodeError:
            bad(path, 'a character is cut')
    try:
        events = list(icalendar.Calendar.from_ical(raw).walk('VEVENT'))
    except ValueError as error:
        bad(path, str(error))
        return
    if not events:
        bad(path, 'has no event')
    for event in events:
        check_event(path, event)


def check_days(folder, data):
    """An event lasts from the first day of some date of its entry to the day after the last."""
    path = folder / 'calendar.ics'
    if not path.exists():
        return
    events = list(icalendar.Calendar.from_ical(path.read_bytes()).walk('VEVENT'))
    titles = [entry['fields']['title']['text'] for entry in data['entries']]
    for event in events:
        if str(event['SUMMARY']) not in titles:
            bad(path, f'{event["SUMMARY"]} is no entry')
            continue
        fields = data['entries'][titles.index(str(event['SUMMARY']))]['fields']
        lang = fields['title'].get('lang', data['lang'])
        if event['SUMMARY'].params.get('LANGUAGE') != lang:
            bad(path, f'{event["SUMMARY"]} is not marked as {lang}')
        days = {(value.get('from', value.get('date')), value.get('to', value.get('date')))
                for value in fields.values() if isinstance(value, dict) and ('from' in value or 'date' in value)}
        start, last = event['DTSTART'].dt, event['DTEND'].dt.toordinal() - 1
        last = type(start).fromordinal(last)
        if not any(str(start).startswith(first) and str(last).startswith(end) for first, end in days):
            bad(path, f'{event["SUMMARY"]} is from {start} to {last}, not {days}')


# ---- Citations -----------------------------------------------------------------------------------

def title_of(path):
    """None of what has no place on the index, such as what is superseded."""
    if not (path.parent / 'data.json').exists():
        return None
    data = json.loads((path.parent / 'data.json').read_text('utf-8'))
    titles = {entry['id']: entry['fields']['title']['text'] for entry in data['entries']}
    return titles.get(path.stem)


def check_ris(path):
    raw = path.read_bytes().decode('utf-8')
    lines = raw.split('\r\n')
    fields = [re.fullmatch(r'([A-Z][A-Z0-9])  - (.*)', line) for line in lines[:-1]]
    if lines[-1] or not all(fields) or fields[0][1] != 'TY' or fields[-1][1] != 'ER':
        bad(path, 'is no RIS')
    elif title_of(path) not in (None, fields[1][2]):
        bad(path, f'has the title {fields[1][2]}')


def check_bibtex(path):
    text = path.read_text('utf-8')
    depth = 0
    for sign in re.sub(r'\\[{}#$%&_]', '', text):
        depth += (sign == '{') - (sign == '}')
        if depth < 0:
            break
    if depth or not re.match(r'@[a-z]+\{[a-z0-9-]+-[A-Za-z-]+,\n', text):
        bad(path, 'is no BibTeX')
    for line in text.split('\n')[1:-2]:
        if not re.fullmatch(r'  [a-z]+ = (\{.*\}|[a-z]{3}),', line):
            bad(path, f'is no BibTeX: {line}')


# ---- All of them ---------------------------------------------------------------------------------

for path in sorted(out.glob('*/*/data.json')):
    try:
        data = json.loads(path.read_text('utf-8'))
        check_schema(path.parent, data)
        check_entries(path.parent, data)
        check_table(path.parent, data)
        check_days(path.parent, data)
    except (ValueError, KeyError, csv.Error, jsonschema.SchemaError) as error:
        bad(path.parent, f'{type(error).__name__}: {error}')
for path in sorted(out.rglob('*.ics')):
    check_calendar(path)
for path in sorted(out.rglob('*.ris')):
    check_ris(path)
for path in sorted(out.rglob('*.bib')):
    check_bibtex(path)
for path in sorted(out.rglob('*.xml')):
    check = subprocess.run(['xmllint', '--noout', '--nonet', path], capture_output=True, text=True)
    if check.returncode:
        bad(path, check.stderr.split('\n')[0])
print('\n'.join(faults), end='\n' if faults else '')
