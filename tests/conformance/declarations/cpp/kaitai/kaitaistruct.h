#pragma once

#include "kaitaistream.h"

namespace kaitai {

class kstruct {
public:
    explicit kstruct(kstream* io);
    virtual ~kstruct();
    kstream* _io();

protected:
    kstream* m__io;
};

}
