meta:
  id: xl_save_image
  title: Xen domain image saved by xl
  application: Xen (xl)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - libxc_migration
    - libxl_migration
  endian: le
doc: |
  The file that `xl save` writes and `xl restore` reads: a header with the
  domain's configuration, then a libxl stream.

  Only the magic is validated, so that a broken image still opens up to its
  fault.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
-webide-representation: '{fields}'
seq:
  - id: preamble
    -orig-id: hdr
    type: xl_preamble
  - id: fields
    -orig-id: hdr
    type: xl_fields(preamble.is_le)
  - id: optional_data
    size: fields.len_optional_data
    type: xl_optional_data(preamble.is_le)
    if: fields.len_optional_data != 0
  - id: libxl
    type: libxl_migration
    if: fields.has_stream_v2
  - id: libxc
    type: libxc_migration
    if: not fields.has_stream_v2
    doc: A legacy stream, which is not described here, stops at its magic.
types:
  xl_preamble:
    -orig-id: save_file_header
    doc: |
      The magic ("Xen saved domain, xl format", a line feed and 4 octets more)
      and the mark of the endianness.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
    -webide-representation: '{magic_text}, byte order {byteorder}'
    seq:
      - id: magic_text
        -orig-id:
          - savefileheader_magic
          - magic
        size: 27
        type: str
        encoding: ISO-8859-1
        valid: '"Xen saved domain, xl format"'
      - id: magic_lf
        -orig-id:
          - savefileheader_magic
          - magic
        type: u1
        valid: 0x0a
      - id: magic_end
        -orig-id:
          - savefileheader_magic
          - magic
        type: u4
        valid: 0x0d200020
        doc: A space, a NUL, a space and a carriage return.
      - id: byteorder
        -orig-id: byteorder
        type: u4
        doc: |
          SAVEFILE_BYTEORDER_VALUE, 0x01020304, in the endianness of the host
          that saved: 0x04030201 when read little-endian from a big-endian host.
    instances:
      is_native_le:
        -orig-id: SAVEFILE_BYTEORDER_VALUE
        value: byteorder == 0x01020304
        doc: Whether the mark is that of a little-endian host.
      is_le:
        value: byteorder != 0x04030201
        doc: How the rest is read, also where the mark is neither.
  xl_fields:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    -orig-id: save_file_header
    doc: The fields of the header that are in the host's endianness.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
    -webide-representation: 'flags {mandatory_flags}'
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the header tells.
    seq:
      - id: mandatory_flags
        -orig-id: mandatory_flags
        type: u4
        -bits:
          31-2: unknown_mandatory_flags
          1: has_stream_v2
          0: has_json_config
        doc: Whoever does not know one of them must refuse the image.
      - id: optional_flags
        -orig-id: optional_flags
        type: u4
        doc: None is defined, and restore does not look at them.
      - id: len_optional_data
        -orig-id: optional_data_len
        type: u4
        doc: |
          Octets of `optional_data`; a reader skips the rest that it does not
          know.
    instances:
      has_json_config:
        -orig-id: XL_MANDATORY_FLAG_JSON
        value: (mandatory_flags & 1) != 0
        doc: |
          Whether the configuration is JSON; where not, it is in the syntax of
          xl.cfg.
      has_stream_v2:
        -orig-id: XL_MANDATORY_FLAG_STREAMv2
        value: (mandatory_flags & 2) != 0
        doc: A libxl stream follows; where not, a libxc or a legacy one.
      unknown_mandatory_flags:
        value: (mandatory_flags - (mandatory_flags & 3)).as<u4>
        doc: Bits 2 to 31 of the flags, in their places.
  xl_optional_data:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: The domain's configuration, and whatever a later xl adds.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
    -webide-representation: '{len_config:dec} octets of configuration'
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the header tells.
    seq:
      - id: len_config
        -orig-id: config_len
        type: u4
        if: not _io.eof
        doc: Octets of the configuration, its NUL counted.
      - id: config
        -orig-id: config_data
        size: len_config.as<u4>
        type: libxc_migration::blob
        if: not _io.eof
        doc: JSON or, without that flag, xl.cfg text; its NUL is counted.
      - id: unknown_data
        size-eos: true
        type: libxc_migration::blob
        doc: Of a later xl; skipped by those that do not know it.
