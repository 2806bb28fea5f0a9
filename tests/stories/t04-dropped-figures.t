#!/bin/bash
# T4: the figures of the Geneva conference (the Cairo meeting, its participants, the Group of
# Fifteen, samples a day, the fund of Brazil, the share of the budget, recommendations, the year of
# the project) in six languages: good translations are silent, and whatever one of them drops is
# found, as are a symbol, a link, a placeholder and a country.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../translate/site.sh"

site=$work/site
mkdir -p "$site/themes"
cp -R "$top/tests/sites/theme" "$site/themes/plain"
for lang in ar zh en fr ru es; do put "locales/$lang/portal.po" </dev/null; done
put content/site.yaml <<'END'
title: Portal
theme: plain
languages: {official: [ar, zh, en, fr, ru, es]}
END
put content/countries/_collection.yaml <<'END'
label: Countries
title_from: code
fields:
  title: {type: text, required: yes, translatable: yes}
  code: {type: country, required: yes}
END
put content/countries/br.en.yaml <<<$'title: Brazil\ncode: br'
for name in ar:البرازيل zh:巴西 fr:Brésil ru:Бразилия es:Brasil; do
    put "content/countries/br.${name%%:*}.yaml" <<<$'translates: en\ntitle: '"${name#*:}"
done
put content/reports/_collection.yaml <<'END'
label: Reports
body: required
numbered_paragraphs: yes
translation_checks: error
fields:
  title: {type: text, required: yes, translatable: yes}
END

report() { # LANG TITLE, the paragraphs from standard input
    { printf -- '---\ntitle: %s\n' "$2"
      [[ $1 == en ]] || echo 'translates: en'
      echo ---
      cat; } | put "content/reports/geneva.$1.md"
}
report en 'Figures' <<'END'
1. The meeting took place in Cairo from 6 to 8 May 2013.
2. More than 100 people came, from 32 developing and 5 developed countries, 4 intergovernmental and
   2 non-governmental organizations.
3. They worked in 5 groups on 4 themes.
4. The Group of Fifteen has 17 countries; it was founded in 1989.
5. Every day 600 to 800 samples are sent.
6. [Brazil](countries/br) gives more than US$1 million for 2012–2016.
7. At least 0.5% of the core budget should be set aside.
8. Recommendations 1 and 45 were cited, and document CDIP/12/2 Rev.1.
9. The project was launched in 2011.
10. Write {n} for the number.
END
report fr 'Chiffres' <<'END'
1. La réunion s’est tenue au Caire du 6 au 8 mai 2013.
2. Plus de 100 personnes sont venues, de 32 pays en développement et 5 pays développés, de
   4 organisations intergouvernementales et 2 organisations non gouvernementales.
3. Elles ont travaillé en 5 groupes sur 4 thèmes.
4. Le Groupe des Quinze compte 17 pays ; il a été fondé en 1989.
5. Chaque jour, de 600 à 800 échantillons sont envoyés.
6. Le [Brésil](countries/br) donne plus de 1 million de dollars des États-Unis pour 2012-2016.
7. Il faudrait réserver au moins 0,5 % du budget de base.
8. Les recommandations 1 et 45 ont été citées, et le document CDIP/12/2 Rev.1.
9. Le projet a été lancé en 2011.
10. Écrivez {n} pour le nombre.
END
report es 'Cifras' <<'END'
1. La reunión se celebró en El Cairo del 6 al 8 de mayo de 2013.
2. Asistieron más de 100 personas, de 32 países en desarrollo y 5 países desarrollados,
   4 organizaciones intergubernamentales y 2 no gubernamentales.
3. Trabajaron en 5 grupos sobre 4 temas.
4. El Grupo de los Quince tiene 17 países; fue fundado en 1989.
5. Cada día se envían de 600 a 800 muestras.
6. El [Brasil](countries/br) aporta más de 1.000.000 de dólares de los EE.UU. para 2012-2016.
7. Debería reservarse al menos el 0,5 % del presupuesto básico.
8. Se citaron las recomendaciones 1 y 45, y el documento CDIP/12/2 Rev.1.
9. El proyecto se inició en 2011.
10. Escriba {n} en lugar del número.
END
report ru 'Цифры' <<'END'
1. Совещание прошло в Каире 6–8 мая 2013 года.
2. Собралось более 100 человек из 32 развивающихся и 5 развитых стран, 4 межправительственных и
   2 неправительственных организаций.
3. Они работали в 5 группах по 4 темам.
4. В Группе пятнадцати 17 стран; она основана в 1989 году.
5. Каждый день отправляется от 600 до 800 образцов.
6. [Бразилия](countries/br) выделяет более 1 млн долл. США на 2012–2016 годы.
7. Следует выделить не менее 0,5 % основного бюджета.
8. Были названы рекомендации 1 и 45 и документ CDIP/12/2 Rev.1.
9. Проект начат в 2011 году.
10. Пишите {n} вместо числа.
END
report ar 'أرقام' <<'END'
1. عُقد الاجتماع في القاهرة من ٦ إلى ٨ أيار/مايو ٢٠١٣.
2. حضر أكثر من ١٠٠ شخص من ٣٢ بلداً نامياً و٥ بلدان متقدمة و٤ منظمات حكومية دولية و٢ من المنظمات
   غير الحكومية.
3. عملوا في ٥ مجموعات على ٤ محاور.
4. تضم مجموعة الخمسة عشر ١٧ بلداً، وقد أُسست عام ١٩٨٩.
5. تُرسل كل يوم ٦٠٠ إلى ٨٠٠ عينة.
6. تدفع [البرازيل](countries/br) أكثر من ١ مليون دولار للفترة ٢٠١٢-٢٠١٦.
7. ينبغي تخصيص ما لا يقل عن ٠٫٥٪ من الميزانية الأساسية.
8. ذُكرت التوصيتان ١ و٤٥ والوثيقة CDIP/12/2 Rev.1.
9. أُطلق المشروع في عام ٢٠١١.
10. اكتب {n} مكان العدد.
END
report zh '数字' <<'END'
1. 会议于2013年5月6日至8日在开罗举行。
2. 逾100人与会，来自32个发展中国家、5个发达国家、4个政府间组织和2个非政府组织。
3. 他们分5组讨论了4个主题。
4. 十五国集团有17个国家，成立于1989年。
5. 每天寄出600至800份样品。
6. [巴西](countries/br)在2012-2016年出资逾100万美元。
7. 应至少拨出0.5%的核心预算。
8. 引用了建议1和45，以及文件CDIP/12/2 Rev.1。
9. 项目于2011年启动。
10. 用{n}代替数字。
END
run "$ISOGLOSS" -C "$site" build
is "$stderr" '' 'five good translations are silent'
is "$status" 0 'and are published'

# dropped LANG TEXT PARAGRAPH CODE: without this text, that paragraph is found.
dropped() {
    local file=$site/content/reports/geneva.$1.md
    cp "$file" "$work/good"
    if ! perl -CSDA -e '
        my ($file, $text, $number) = @ARGV;
        open my $in, "<", $file;
        my @paragraphs = split /^(?=\d+\. )/m, do { local $/; <$in> };
        my $found;
        for (grep /^$number\. /, @paragraphs) {
            $found = s/^\d+\. .*?\K(?<!\d)\Q$text\E(?!\d)/X/s;
        }
        open my $out, ">", $file;
        print $out @paragraphs;
        exit !$found' "$file" "$2" "$3"; then
        fail "$1 has $2 in paragraph $3"
    fi
    run "$ISOGLOSS" -C "$site" check
    cp "$work/good" "$file"
    like "$stderr" "geneva\.$1\.md:[0-9]+:1: error: p$3: [^"$'\n'"]*\[$4\]" "$1 without $2"
}
declare -A digits=([ar]=٠١٢٣٤٥٦٧٨٩)
localized() { # LANG NUMBER
    local text=$2 i
    if [[ -n ${digits[$1]-} ]]; then
        for i in {0..9}; do text=${text//$i/${digits[$1]:$i:1}}; done
        text=${text/./٫}
    fi
    [[ $1 == fr || $1 == es || $1 == ru ]] && text=${text/./,}
    echo "$text"
}
export LC_ALL=C.UTF-8
for lang in fr es ru ar zh; do
    for figure in 1:6 1:8 1:2013 2:100 2:32 2:5 2:4 2:2 3:5 3:4 4:17 4:1989 5:600 5:800 6:2012 6:2016 \
        7:0.5 8:1 8:45 9:2011; do
        dropped $lang "$(localized $lang "${figure#*:}")" "${figure%:*}" translation-number
    done
    dropped $lang CDIP/12/2 8 translation-symbol
    dropped $lang '(countries/br)' 6 translation-link
    dropped $lang '{n}' 10 translation-placeholder
done
dropped fr mai 1 translation-date
dropped es mayo 1 translation-date
dropped ru мая 1 translation-date
dropped ar مايو 1 translation-date
dropped zh 5 1 translation-date
dropped fr Brésil 6 translation-country
dropped es Brasil 6 translation-country
dropped ru Бразилия 6 translation-country
dropped ar البرازيل 6 translation-country
dropped zh 巴西 6 translation-country
dropped fr '1 million' 6 translation-number
dropped es 1.000.000 6 translation-number
dropped ru '1 млн' 6 translation-number
dropped ar '١ مليون' 6 translation-number
dropped zh 100万 6 translation-number
done_testing
