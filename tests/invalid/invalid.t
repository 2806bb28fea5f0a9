#!/usr/bin/perl
# Bad input: each case is a small site with one thing wrong, and what isogloss says of it.
#
# The cases stand in *.cases, grouped by what is wrong:
#
#     === CODE: what is wrong          the code must be among the messages; with several cases of one
#                                      code each has its own words
#     --- file PATH                    a file of the site, written over the good site below
#     text
#     --- bytes PATH                   the same, as a Perl expression: "\xE8" x 3
#     --- without PATH                 a file that the good site has and this one has not
#     --- setup                        shell commands, run in the site's folder
#     --- status N                     exit status, 1 if not given
#     --- todo WHY                     isogloss does not say so yet: no failure until it does
#     --- said                         standard error, exactly
#
# Every case is checked, and built over an older out/, which must not change when there is an error.
# UPDATE=1 rewrites what is said: read the difference as a secretary would before you commit it.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);

my $top = abs_path(dirname(__FILE__) . '/../..');
my $isogloss = $ENV{ISOGLOSS} // "$top/" . ($ENV{B} // '.build') . '/isogloss';
my $work = tempdir('isogloss-test.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $count = 0;
our ($todo, $missed) = ('', 0);

my %good = (
    'content/site.yaml' => "title: Test\ntheme: plain\nlanguages: {official: [en, fr]}\n"
        . "menus: {main: [reports]}\ntaxonomies: {kind: {full: Full report, summary: Summary}}\n",
    'content/reports/_collection.yaml' => <<'YAML',
label: Reports
body: optional
fields:
  title: {type: text, required: yes, translatable: yes}
  date: {type: date}
  dates: {type: date_range}
  share: {type: number, unit: percent}
  country: {type: country}
  tongue: {type: language}
  web: {type: url}
  mail: {type: email}
  kind: {type: term, of: kind}
  see: {type: reference, to: reports}
  places: {type: list, of: {type: reference, to: places}}
  parent: {type: reference, to: reports, parent: yes}
  notes: {type: markdown, translatable: yes}
YAML
    'content/reports/good.en.yaml' => "title: Good\n",
    'content/places/_collection.yaml' =>
        "label: Places\nfields:\n  title: {type: text, required: yes, translatable: yes}\n",
    'content/places/pe.en.yaml' => "title: Peru\n",
    'content/numbered/_collection.yaml' => "label: Numbered\nbody: required\n"
        . "numbered_paragraphs: yes\nfields:\n"
        . "  title: {type: text, required: yes, translatable: yes}\n",
    'locales/en/portal.po' => '',
    'locales/fr/portal.po' => '',
);

sub put {
    my ($path, $bytes) = @_;
    make_path(dirname($path));
    open my $file, '>:raw', $path or die "$path: $!\n";
    print $file $bytes;
    close $file or die "$path: $!\n";
}

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return <$file> // '';
}

# A case is {name, parts => [[kind, argument, text], ...]}.
sub read_cases {
    my ($path) = @_;
    my @cases;
    for my $line (split /(?<=\n)/, slurp($path)) {
        if ($line =~ /^=== (.+)\n/) {
            push @cases, { name => $1, parts => [] };
        } elsif ($line =~ /^--- (\w+)(?: (.+))?\n/ && @cases) {
            push @{ $cases[-1]{parts} }, [$1, $2 // '', ''];
        } elsif (@cases && @{ $cases[-1]{parts} }) {
            $cases[-1]{parts}[-1][2] .= $line;
        } elsif (@cases) {
            die "$path: a line stands before the first part of '$cases[-1]{name}'\n"
                unless $line eq "\n";
        }
    }
    return @cases;
}

sub part_text { my ($part) = @_; return $part->[2] =~ s/\n\z//r }

sub make_site {
    my ($case, $site) = @_;
    put("$site/$_", $good{$_}) for keys %good;
    make_path("$site/themes");
    system('cp', '-R', "$top/tests/sites/theme", "$site/themes/plain") == 0 or die
        unless -e "$site/themes/plain";
    for my $part (@{ $case->{parts} }) {
        my ($kind, $argument) = @$part;
        if ($kind eq 'file') {
            put("$site/$argument", part_text($part) . "\n");
        } elsif ($kind eq 'bytes') {
            my $bytes = eval part_text($part);
            die "$case->{name}: $@" if $@;
            put("$site/$argument", $bytes);
        } elsif ($kind eq 'without') {
            remove_tree("$site/$argument");
        } elsif ($kind eq 'setup') {
            system('bash', '-ec', "cd '$site'\n" . $part->[2]) == 0 or die "$case->{name}: setup\n";
        }
    }
}

sub run {
    my ($site, $command) = @_;
    system("timeout 60 '$isogloss' -C '$site' $command >'$work/stdout' 2>'$work/stderr' </dev/null");
    return ($? >> 8, slurp("$work/stderr") =~ s/\Q$site\E/SITE/gr);
}

sub report {
    my ($ok, $name, $why) = @_;
    $count++;
    $missed++ if $todo && !$ok;
    print +($ok ? 'ok' : 'not ok'), " $count - $name", $ok ? '' : $todo, "\n";
    print STDERR map { "# $_\n" } split /\n/, $why unless $ok || $todo;
}

sub state_of {
    my ($folder) = @_;
    return `cd '$folder' && find . -printf '%p %T@ %s %i\\n' | sort`;
}

sub part_of {
    my ($case, $kind) = @_;
    return (grep { $_->[0] eq $kind } @{ $case->{parts} })[0];
}

sub check_case {
    my ($case) = @_;
    my $site = "$work/site";
    remove_tree($site);
    make_site({ parts => [] }, $site);
    (run($site, 'build'))[0] == 0 or die "the good site does not build:\n" . slurp("$work/stderr");
    make_site($case, $site);
    my $before = state_of("$site/out");
    my ($status, $said) = run($site, 'check');
    my ($code) = $case->{name} =~ /^([\w-]+)/;
    my $wanted = (part_of($case, 'status') // ['', 1])->[1];
    my $expected = part_of($case, 'said');
    my $why = part_of($case, 'todo');
    local $todo = $why ? " # TODO $why->[1]" : '';
    if ($ENV{UPDATE} && !$why && (!$expected || $expected->[2] ne $said)) {
        $expected ||= do { push @{ $case->{parts} }, ['said', '', '']; $case->{parts}[-1] };
        $expected->[2] = $said;
        $case->{changed} = 1;
    }
    report(scalar($said =~ /\[\Q$code\E\]/), "$case->{name}: is reported", "got: $said");
    report($status == $wanted, "$case->{name}: exit status", "expected $wanted, got $status\n$said");
    report($said eq ($expected // ['', '', ''])->[2],
        "$case->{name}: is said so", "expected:\n" . ($expected // ['', '', ''])->[2] . "got:\n$said");
    return unless $wanted;
    run($site, 'build');
    report(state_of("$site/out") eq $before, "$case->{name}: out/ stays as it was", '');
}

sub write_cases {
    my ($path, @cases) = @_;
    my $text = '';
    for my $case (@cases) {
        $text .= "=== $case->{name}\n";
        for my $part (@{ $case->{parts} }) {
            $text .= "--- $part->[0]" . ($part->[1] ne '' ? " $part->[1]" : '') . "\n$part->[2]";
        }
        $text .= "\n" unless $text =~ /\n\n\z/;
    }
    put($path, $text);
}

for my $path (sort glob "$top/tests/invalid/*.cases") {
    my @cases = read_cases($path);
    $_->{parts}[-1][2] =~ s/\n\n\z/\n/ for grep { @{ $_->{parts} } } @cases;
    for my $case (@cases) {
        local $missed = 0;
        check_case($case);
        report(0, "$case->{name}: is right now", 'take the part todo away')
            if part_of($case, 'todo') && !$missed;
    }
    write_cases($path, @cases) if grep { $_->{changed} } @cases;
}
print "1..$count\n";
