#pragma once

#define KAITAI_STRUCT_VERSION 11000L

#include <cstdint>
#include <string>

namespace kaitai {

class kstream {
public:
    explicit kstream(const std::string& octets);

    bool is_eof() const;
    uint64_t pos();
    uint64_t size();
    void seek(uint64_t to);

    int8_t read_s1();
    int64_t read_s8le();
    uint8_t read_u1();
    uint16_t read_u2be();
    uint16_t read_u2le();
    uint32_t read_u4be();
    uint32_t read_u4le();
    uint64_t read_u8be();
    uint64_t read_u8le();
    uint64_t read_bits_int_le(int count);
    std::string read_bytes(std::streamsize count);
    std::string read_bytes_full();
    std::string read_bytes_term(char term, bool include, bool consume, bool eos_error);

    static std::string bytes_terminate(std::string octets, char term, bool include);
    static std::string bytes_to_str(const std::string octets, const char* encoding);
    static int mod(int number, int by);
    static std::string to_string(int number);
    static std::string to_string(long number);
    static std::string to_string(long long number);
    static std::string to_string(unsigned number);
    static std::string to_string(unsigned long number);
    static std::string to_string(unsigned long long number);
};

}
