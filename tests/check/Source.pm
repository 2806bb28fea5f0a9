# What the rules of this folder share: the C files of the tree they stand in, without comments.
package Source;
use strict;
use warnings;
use Exporter 'import';
use File::Find;
our @EXPORT = qw(files code includes fault finish);

# The files below FOLDER whose names end as the pattern says, sorted.
sub files {
    my ($folder, $pattern) = @_;
    my @found;
    find({ no_chdir => 1, wanted => sub { push @found, $_ if -f && /$pattern/ } }, $folder)
        if -d $folder;
    return sort @found;
}

# The lines of a C file, comments blanked; with $strings false the contents of literals as well.
sub code {
    my ($path, $strings) = @_;
    open my $file, '<', $path or die "$path: $!\n";
    my $text = do { local $/; <$file> };
    my $blank = sub { my $s = shift; $s =~ s/[^\n]//g; " $s" };
    $text =~ s{(//[^\n]*|/\*.*?\*/)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')}
              {defined $1 ? $blank->($1) : $strings ? $2 : '""'}gsxe;
    return split /\n/, $text, -1;
}

# The #include lines of a file as [line number, "name" or <name>].
sub includes {
    my ($path) = @_;
    my ($number, @found) = 0;
    for (code($path, 1)) {
        $number++;
        push @found, [$number, $1] if /^\s*#\s*include\s+("[^"]*"|<[^>]*>)/;
    }
    return @found;
}

my $faults = 0;

sub fault {
    my ($where, $what) = @_;
    print "$where: $what\n";
    $faults++;
}

sub finish { exit($faults ? 1 : 0) }

1;
