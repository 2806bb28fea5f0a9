#!/usr/bin/perl
# The conformance cases of tests/stages/mustache/*.cases through `isogloss render`.
#
# A case file holds cases in this form; of several cases each must have its own name:
#
#     === name of the case
#     --- template
#     Hello, {{name}}!
#     --- data            JSON; "--- data yaml" for YAML; {} if it is missing
#     {"name": "world"}
#     --- partial NAME    any number
#     --- options         for the command line, such as --theme
#     --- stdout          exact bytes
#     Hello, world!
#     --- stderr          each line must occur in what standard error says
#     --- status          0 if it is missing
#
# The line end before the next "---" or "===" is not part of a text; \r, \t and \s (a space) stand for
# characters that an editor would lose.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename 'dirname';
use File::Temp 'tempdir';

my $here = dirname(abs_path($0));
my $program = $ENV{ISOGLOSS} // abs_path("$here/../..") . '/' . ($ENV{B} // '.build') . '/isogloss';
my $work = tempdir('isogloss-test.XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $count = 0;
my $failed = 0;

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return <$file> // '';
}

sub spew {
    my ($path, $text) = @_;
    open my $file, '>:raw', $path or die "$path: $!\n";
    print {$file} $text;
    close $file or die "$path: $!\n";
}

# The cases of one file, in order: each a hash of its parts.
sub cases {
    my ($path) = @_;
    my (@cases, $part);
    for my $line (split /(?<=\n)/, slurp($path)) {
        if ($line =~ /^=== (.+)\n/) {
            push @cases, { name => $1 };
            undef $part;
        } elsif ($line =~ /^--- (\S.*?)\n/) {
            $part = \$cases[-1]{$1};
            $$part = '';
        } elsif ($part) {
            $$part .= $line;
        }
    }
    for my $case (@cases) {
        for my $key (grep { $_ ne 'name' } keys %$case) {
            $case->{$key} =~ s/\n\z//;
            $case->{$key} =~ s/\\([rts])/{ r => "\r", t => "\t", s => ' ' }->{$1}/ge;
        }
    }
    return @cases;
}

sub check {
    my ($case, $name) = @_;
    system('rm', '-rf', "$work/case");
    mkdir "$work/case" or die;
    mkdir "$work/case/partials" or die;
    chdir "$work/case" or die;
    spew('page.mustache', $case->{template});
    my $data = 'data.json';
    if (defined $case->{'data yaml'}) {
        $data = 'data.yaml';
        spew($data, $case->{'data yaml'});
    } else {
        spew($data, $case->{data} // '{}');
    }
    for my $key (grep { /^partial / } keys %$case) {
        spew('partials/' . substr($key, 8) . '.mustache', $case->{$key});
    }
    my $options = $case->{options} // '';
    my $status = system("timeout 60 '$program' render page.mustache --data $data"
        . " --partials partials $options >stdout 2>stderr </dev/null") >> 8;
    chdir $here or die;

    my @wrong;
    my ($stdout, $stderr) = (slurp("$work/case/stdout"), slurp("$work/case/stderr"));
    push @wrong, "status $status, not " . ($case->{status} // 0)
        if $status != ($case->{status} // 0);
    push @wrong, "expected:\n$case->{stdout}\ngot:\n$stdout"
        if defined $case->{stdout} && $stdout ne $case->{stdout};
    for my $line (split /\n/, $case->{stderr} // '') {
        push @wrong, "expected on standard error: $line\ngot:\n$stderr"
            if index($stderr, $line) < 0;
    }
    push @wrong, "unexpected on standard error:\n$stderr"
        if $stderr ne '' && !defined $case->{stderr};
    $count++;
    print @wrong ? 'not ' : '', "ok $count - $name\n";
    return if !@wrong;
    $failed++;
    (my $why = join "\n", @wrong) =~ s/^/# /mg;
    print STDERR "$why\n";
}

for my $path (sort glob "$here/mustache/*.cases") {
    my ($file) = $path =~ m{([^/]+)\.cases$};
    my %seen;
    for my $case (cases($path)) {
        die "$path: two cases are called $case->{name}\n" if $seen{ $case->{name} }++;
        check($case, "$file: $case->{name}");
    }
}
print "1..$count\n";
exit($failed > 0);
