#pragma once

#include "kaitaistream.h"

namespace kaitai {

class undecided_endianness_error {
public:
    explicit undecided_endianness_error(const std::string path);
};

template <typename T>
class validation_not_equal_error {
public:
    validation_not_equal_error(const T& wanted, const T& got, kstream* io, const std::string path);
};

}
