meta:
  id: libxl_migration
  title: Xen libxl migration stream (v2)
  application: Xen (libxenlight)
  tags:
    - virtualization
    - memory_image
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - libxc_migration
  endian: be
doc: |
  What libxenlight (libxl) writes around the libxc stream since Xen 4.6: a
  big-endian header, then records up to END. A LIBXC_CONTEXT record is followed
  by a whole libxc stream in the same wire; the state of the device model
  comes in records of its own.

  Only the magic is validated, so that a broken stream still opens up to its
  fault.
doc-ref:
  - https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html
  - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/light/libxl_sr_stream_format.h
-webide-representation: '{header}'
seq:
  - id: header
    -orig-id: libxl__sr_hdr
    type: libxl_header
  - id: contents
    type: libxl_content(header.is_le)
    doc: All that is in the endianness which the header tells.
types:
  libxl_header:
    doc: Identifies the stream. Big-endian, whatever the stream's endianness.
    doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#header
    -webide-representation: 'version {version:dec}, {endianness}'
    seq:
      - id: ident0
        -orig-id: ident
        type: u4
        valid: '0x4c696278'
        doc: '"Libx"'
      - id: ident1
        -orig-id: ident
        type: u4
        valid: '0x6c466d74'
        doc: '"lFmt"'
      - id: version
        -orig-id: version
        type: u4
        doc: Always 2.
      - id: options
        -orig-id: options
        type: u4
        doc: |
          Bit 0 tells the endianness, bit 1 a stream converted from a legacy
          one, bits 2 to 31 are reserved.
    instances:
      is_le:
        value: (options & 1) == 0
      endianness:
        -orig-id: RESTORE_OPT_BIG_ENDIAN
        value: '(options & 1).as<u4>'
        enum: libxl_endianness
        -webide-parse-mode: eager
      is_legacy_converted:
        -orig-id: RESTORE_OPT_LEGACY
        value: (options & 2) != 0
      reserved_options:
        value: (options - (options & 3)).as<u4>
        doc: Bits 2 to 31 of the options, in their places.
  libxl_content:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: |
      The records. All types that depend on the stream's endianness are nested
      here.
    doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
    params:
      - id: is_le
        type: bool
    seq:
      - id: records
        -orig-id: libxl__sr_rec_hdr
        type: libxl_record
        repeat: until
        repeat-until: |
          _.header.record_type == libxl_record_type::end or
          (_.header.record_type == libxl_record_type::checkpoint_end
          and _io.eof)
    types:
      libxl_record:
        doc: |
          A header, a body, zeros that pad the body to a multiple of 8 octets
          and, after LIBXC_CONTEXT, a libxc stream; after CHECKPOINT_END, its
          further records.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
        -webide-representation: '{header.record_type} {body}{libxc}'
        seq:
          - id: header
            -orig-id: libxl__sr_rec_hdr
            type: libxl_record_header
          - id: body
            size: header.len_body
            type:
              switch-on: header.record_type
              cases:
                'libxl_record_type::emulator_xenstore_data': emulator_xenstore_data
                'libxl_record_type::emulator_context': emulator_context
                'libxl_record_type::checkpoint_state': checkpoint_state
                _: libxc_migration::blob
          - id: padding
            size: header.len_padding
            type: libxc_migration::blob
            if: header.len_padding != 0
          - id: libxc
            type: libxc_migration::embedded_stream
            if: header.record_type == libxl_record_type::libxc_context
          - id: colo_turn
            type: colo_turn_record
            if: |
              header.record_type == libxl_record_type::checkpoint_end
              and _io.size.as<u8> >= (_io.pos.as<u8> + 8).as<u8>
              and next_type_id == 5
            doc: |
              A CHECKPOINT_STATE that COLO's primary sends before libxc's
              records go on. The first of these is never of libxc's own type
              5, the extended state of a vcpu.
          - id: libxc_continued
            type: libxc_migration::content(_parent.is_le, true, false)
            if: |
              header.record_type == libxl_record_type::checkpoint_end
              and not _io.eof
            doc: |
              In the endianness of libxl's records, which is libxc's too in
              every stream that Xen writes. Nothing follows where the sender
              ended between two checkpoints.
        instances:
          next_type_id:
            pos: _io.pos
            type: u4
            if: _io.size.as<u8> >= (_io.pos.as<u8> + 8).as<u8>
            doc: The type of what follows, looked at after CHECKPOINT_END.
      colo_turn_record:
        doc: |
          A CHECKPOINT_STATE between two checkpoints. Its types are its own,
          since Go takes none that has two parents here.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
        -webide-representation: '{colo_state}'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: REC_TYPE_CHECKPOINT_STATE.
          - id: len_colo_state
            -orig-id: length
            type: u4
          - id: colo_state
            size: len_colo_state
            type: colo_turn_state
      colo_turn_state:
        doc: Where COLO's primary stands.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
        -webide-representation: '{control}'
        seq:
          - id: control_id
            -orig-id: id
            type: u4
            doc: The number of `control`.
          - id: reserved1
            type: u4
            if: not _io.eof
        instances:
          control:
            value: control_id
            enum: checkpoint_control
            -webide-parse-mode: eager
      libxl_record_header:
        doc: What a record is, and how long.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
        -webide-representation: '{record_type}, {len_body:dec} octets'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: The number of `record_type`, also where that has no name.
          - id: len_body
            -orig-id: length
            type: u4
            doc: Octets in the body, its padding not counted.
        instances:
          record_type:
            value: type_id
            enum: libxl_record_type
            -webide-parse-mode: eager
          len_padding:
            value: (8 - len_body % 8) % 8
            doc: Octets of zeros after the body.
          is_optional:
            value: type_id >= (0x80000000).as<u4>
            doc: A reader that does not know an optional record may skip it.
      emulator_xenstore_data:
        doc: The xenstore keys of a device model.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: libxl__sr_emulator_hdr
            type: emulator_xenstore_header
          - id: xenstore_data
            size-eos: true
            type: xenstore_strings
      emulator_xenstore_header:
        doc: Which device model the xenstore keys are of.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
        -webide-representation: '{emulator}, index {index:dec}'
        seq:
          - id: emulator_id
            -orig-id: id
            type: u4
            doc: The number of `emulator`.
          - id: index
            -orig-id: index
            type: u4
            doc: Which emulator of the domain.
        instances:
          emulator:
            value: emulator_id
            enum: emulator_id
            -webide-parse-mode: eager
      xenstore_strings:
        doc: |
          Key, value, key, value, each ended by a NUL. The keys are relative
          to the device model's own. Nothing is parsed before `strings` is
          read.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
        instances:
          strings:
            pos: 0
            type: strz
            eos-error: false
            encoding: ISO-8859-1
            repeat: eos
      emulator_context:
        doc: The state of a device model.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_context
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: libxl__sr_emulator_hdr
            type: emulator_context_header
          - id: context
            size-eos: true
            type: libxc_migration::blob
      emulator_context_header:
        doc: Which device model the state is of.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_context
        -webide-representation: '{emulator}, index {index:dec}'
        seq:
          - id: emulator_id
            -orig-id: id
            type: u4
            doc: The number of `emulator`.
          - id: index
            -orig-id: index
            type: u4
            doc: Which emulator of the domain.
        instances:
          emulator:
            value: emulator_id
            enum: emulator_id
            -webide-parse-mode: eager
      checkpoint_state:
        doc: Where the two sides of a COLO pair stand.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
        -webide-representation: '{control}'
        seq:
          - id: control_id
            -orig-id: id
            type: u4
            doc: The number of `control`.
          - id: reserved1
            type: u4
            if: not _io.eof
        instances:
          control:
            value: control_id
            enum: checkpoint_control
            -webide-parse-mode: eager
enums:
  libxl_endianness:
    0: little_endian
    1:
      id: big_endian
      -orig-id: RESTORE_OPT_BIG_ENDIAN
  libxl_record_type:
    0x0:
      id: end
      -orig-id: REC_TYPE_END
    0x1:
      id: libxc_context
      -orig-id: REC_TYPE_LIBXC_CONTEXT
    0x2:
      id: emulator_xenstore_data
      -orig-id: REC_TYPE_EMULATOR_XENSTORE_DATA
    0x3:
      id: emulator_context
      -orig-id: REC_TYPE_EMULATOR_CONTEXT
    0x4:
      id: checkpoint_end
      -orig-id: REC_TYPE_CHECKPOINT_END
    0x5:
      id: checkpoint_state
      -orig-id: REC_TYPE_CHECKPOINT_STATE
  emulator_id:
    0:
      id: unknown_emulator
      -orig-id: EMULATOR_UNKNOWN
    1:
      id: qemu_traditional
      -orig-id: EMULATOR_QEMU_TRADITIONAL
      doc: Dropped in Xen 4.21.
    2:
      id: qemu_upstream
      -orig-id: EMULATOR_QEMU_UPSTREAM
  checkpoint_control:
    0:
      id: new
      -orig-id: CHECKPOINT_NEW
    1:
      id: svm_suspended
      -orig-id: CHECKPOINT_SVM_SUSPENDED
    2:
      id: svm_ready
      -orig-id: CHECKPOINT_SVM_READY
    3:
      id: svm_resumed
      -orig-id: CHECKPOINT_SVM_RESUMED
