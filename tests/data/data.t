#!/bin/bash
# The open data of the portal and of a site with hostile texts (tests/sites/open-data), read with other
# people's programs: see faults.py. Each kind of fault, planted, must be found.
. "$(dirname "$0")/../lib/tap.sh"

# Of Debian, not any python3 on the PATH: the packages belong to it.
/usr/bin/python3 -c 'import icalendar, jsonschema' 2>/dev/null ||
    skip_all 'python3-icalendar or python3-jsonschema is not installed'
faults() { # FOLDER
    run "$top/tests/data/faults.py" "$1"
}

run "$ISOGLOSS" -C "$top" build -o "$work/portal"
is "$status" 0 'the portal builds'
faults "$work/portal"
is "$stdout$stderr" '' 'pages, tables, JSON files and calendars of the portal agree'
for file in data.csv csv-metadata.json data.json schema.json; do
    (cd "$work/portal" && ls */*/index.html) | sed "s/index.html/$file/" | sort >"$work/wanted"
    (cd "$work/portal" && ls */*/$file) | sort >"$work/there"
    is "$(diff "$work/wanted" "$work/there")" '' "every collection has $file in every language"
done

small_site open-data "$work/small"
run "$ISOGLOSS" -C "$work/small" build
is "$status" 0 'a site with hostile texts builds'
cp -R "$work/small/out" "$work/good"
faults "$work/good"
is "$stdout$stderr" '' 'its open data is sound'

# Without an address of the site all addresses are relative.
small_site open-data "$work/unplaced"
sed -i '/^base_url/d' "$work/unplaced/content/site.yaml"
run "$ISOGLOSS" -C "$work/unplaced" build
is "$status" 0 'the site without base_url builds'
faults "$work/unplaced/out"
is "$stdout$stderr" '' 'its open data is sound too'

plant() { # NAME FILE SED-COMMAND WANTED
    rm -rf "$work/bad" && cp -R "$work/good" "$work/bad"
    sed -i "$3" "$work/bad/$2"
    if cmp -s "$work/bad/$2" "$work/good/$2"; then
        fail "$1" "nothing was planted in $2"
        return
    fi
    faults "$work/bad"
    like "$stdout$stderr" "$4" "found: $1"
}
events=en/events
plant 'an entry that only the index has' $events/data.json '/"id":"undated"/d' 'the index has'
plant 'an entry that only the data has' $events/index.html '/undated.html/d' 'the index has not'
plant 'a page that is not there' $events/data.json 's/undated.html/gone.html/' 'gone.html does not exist'
plant 'a value of another type' $events/data.json 's/"number":1,/"number":"1",/' "not of type 'number'"
plant 'an unknown field' $events/data.json 's/"guests":/"gusts":/' "'gusts' was unexpected"
plant 'an unknown term' $events/data.json 's/"code":"talk"/"code":"walk"/' 'walk'
plant 'a schema that is none' $events/schema.json 's/"type":"string"/"type":"text"/' 'SchemaError'
plant 'a table with another value' $events/data.csv 's/,Peru,/,Perou,/' "country.title is 'Perou'"
plant 'a table without an entry' $events/data.csv '/^undated/d' 'other entries than the JSON file'
plant 'a formula' $events/data.csv "s/'=HYPERLINK/=HYPERLINK/" 'is a formula'
plant 'a table with other line ends' $events/data.csv 's/\r$//' 'RFC 4180'
plant 'a quote that is not doubled' $events/data.csv 's/""the""/"the"/' 'events'
plant 'a column that is not described' $events/csv-metadata.json '/"name":"web"/d' 'other columns'
plant 'a column of another type' $events/csv-metadata.json '/"name":"kind"/s/"string"/"decimal"/' 'is no decimal'
plant 'a calendar with other line ends' $events/calendar.ics 's/\r$//' 'CRLF'
plant 'a long line' $events/calendar.ics 's/^SUMMARY/SUMMARY;X-A=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/' 'a line of'
plant 'an event that lasts a day less' $events/calendar.ics 's/DTEND;VALUE=DATE:20140101/DTEND;VALUE=DATE:20131231/' 'is from'
plant 'an event with another UID' fr/events/calendar.ics 's/^UID:2/UID:3/' 'another UID'
plant 'an event in no language' $events/calendar.ics 's/^SUMMARY;LANGUAGE=en/SUMMARY/' 'in no language'
plant 'an event in another language' fr/events/calendar.ics 's/LANGUAGE=ar/LANGUAGE=fr/' 'not marked as ar'
plant 'a citation without end' $events/hostile.ris '/^ER/d' 'is no RIS'
plant 'a brace too many' $events/hostile.bib 's/title = {{/title = {{{/' 'is no BibTeX'
plant 'XML that is none' en/feed.xml 's/<\/feed>//' 'feed.xml'

done_testing
