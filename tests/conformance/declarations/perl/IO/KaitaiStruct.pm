package IO::KaitaiStruct;

our $VERSION = 0.011_000;

package IO::KaitaiStruct::Struct;

sub new;

package IO::KaitaiStruct::Stream;

sub new;

1;
