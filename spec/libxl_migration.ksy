meta:
  id: libxl_migration
  title: Xen libxl migration stream (v2)
  application: Xen (libxenlight)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - libxc_migration
  endian: be
doc: |
  What libxenlight (libxl) writes around the libxc stream since Xen 4.6: a
  big-endian header, then records up to END. A LIBXC_CONTEXT record is followed
  by a whole libxc stream in the same wire; the state of the device model comes
  in records of its own.

  The version is 2, and there was none before: up to Xen 4.5 libxl passed
  libxc's legacy stream on as it was. A new version would be for a change of the
  header alone; new types of records come without one, and the type of a record
  that has been written once never changes. Reserved bits and padding are zero
  where they are written, and ignored where they are read.

  Only the magic is validated, so that a broken stream still opens up to its
  fault.
doc-ref:
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/libs/light/libxl_sr_stream_format.h
-webide-representation: '{header}'
seq:
  - id: header
    -orig-id: hdr
    type: libxl_header
  - id: contents
    type: libxl_content(header.is_le)
    doc: All that is in the endianness which the header tells.
types:
  libxl_header:
    -orig-id: libxl__sr_hdr
    doc: Identifies the stream. Big-endian, whatever the stream's endianness.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L58
    to-string: '"version " + version.to_s'
    -webide-representation: 'version {version:dec}'
    seq:
      - id: ident0
        -orig-id:
          - ident
          - RESTORE_STREAM_IDENT
        type: u4
        valid: 0x4c696278
        doc: '"Libx"'
      - id: ident1
        -orig-id:
          - ident
          - RESTORE_STREAM_IDENT
        type: u4
        valid: 0x6c466d74
        doc: '"lFmt"'
      - id: version
        -orig-id:
          - version
          - RESTORE_STREAM_VERSION
        -radix: 10
        type: u4
        doc: Always 2.
      - id: options
        -orig-id: options
        type: u4
        -bits:
          31-2: reserved_options
          1: is_legacy_converted
          0: endianness
        doc: Flags; a Xen that saves on x86 or Arm writes 0.
    instances:
      is_le:
        value: (options & 1) == 0
        doc: Whether all after this header is little-endian.
      endianness:
        -orig-id: RESTORE_OPT_BIG_ENDIAN
        value: (options & 1).as<u4>
        enum: libxl_endianness
        -webide-parse-mode: eager
        doc: Of all after this header.
      is_legacy_converted:
        -orig-id: RESTORE_OPT_LEGACY
        value: (options & 2) != 0
        doc: Whether a converter made the stream of a legacy one.
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

      A plain stream is LIBXC_CONTEXT with libxc's stream, the records of the
      device models (EMULATOR_XENSTORE_DATA where one has keys, EMULATOR_CONTEXT
      of an HVM guest's), and END.

      In a checkpointed stream (Remus, COLO) libxc's stream pauses at each
      CHECKPOINT. There stand the records of the device models and
      CHECKPOINT_END, and then libxc's records go on without a header; with COLO
      a CHECKPOINT_STATE comes in between. A receiver keeps these records to
      itself until it has read CHECKPOINT_END. Such a stream ends where the
      sender stops or fails, which is mostly after a CHECKPOINT_END and without
      END.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the header tells.
    seq:
      - id: records
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

          Records whose type has bit 31 set are optional: a reader may pass over
          the body of one that it does not know. All others are mandatory: a
          reader that does not know one has to refuse the stream. No optional
          type is in use so far, and Xen's restore refuses every type that it
          does not know.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
        -webide-representation: '{header.record_type} {body}{libxc}{libxc_continued}'
        seq:
          - id: header
            -orig-id: hdr
            type: libxl_record_header
          - id: body
            -orig-id: body
            size: header.len_body
            type:
              switch-on: header.record_type
              cases:
                'libxl_record_type::emulator_xenstore_data': emulator_xenstore_data
                'libxl_record_type::emulator_context': emulator_context
                'libxl_record_type::checkpoint_state': checkpoint_state
                _: libxc_migration::blob
            -show: inline
          - id: padding
            -orig-id: padding
            size: header.len_padding
            type: libxc_migration::blob
            if: header.len_padding != 0
            doc: Zeros, up to the next multiple of 8.
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
        -webide-representation: '{colo_state}'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: REC_TYPE_CHECKPOINT_STATE.
          - id: len_colo_state
            -orig-id: length
            type: u4
            doc: 8 in the specification; Xen writes 4, and pads.
          - id: colo_state
            -orig-id: body
            size: len_colo_state
            type: colo_turn_state
          - id: padding
            -orig-id: padding
            size: len_padding
            type: libxc_migration::blob
            if: len_padding != 0
        instances:
          len_padding:
            value: (8 - len_colo_state % 8) % 8
            doc: Octets of zeros after the body.
      colo_turn_state:
        -orig-id: libxl_sr_checkpoint_state
        doc: Where COLO's primary stands.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
        -webide-representation: '{control}'
        seq:
          - id: control_id
            -orig-id:
              - id
              - control_id
            type: u4
            doc: The number of `control`.
          - id: reserved1
            -orig-id: padding
            type: u4
            if: not _io.eof
            doc: Zero. Only the specification counts it to the body.
        instances:
          control:
            value: control_id
            enum: checkpoint_control
            -webide-parse-mode: eager
      libxl_record_header:
        -orig-id: libxl__sr_rec_hdr
        doc: What a record is, and how long.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
        -webide-representation: '{record_type}, {len_body:dec} octets'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: The number of `record_type`, also where that has no name.
          - id: len_body
            -orig-id:
              - length
              - body_length
            type: u4
            doc: Octets in the body, its padding not counted.
        instances:
          record_type:
            value: type_id
            enum: libxl_record_type
            -webide-parse-mode: eager
          len_padding:
            value: (8 - len_body % 8) % 8
            doc: Octets of zeros after the body (REC_ALIGN).
          is_optional:
            value: type_id >= (0x80000000).as<u4>
            doc: |
              Bit 31 of the type: a reader that does not know the record may
              skip it.
      emulator_xenstore_data:
        doc: The xenstore keys of a device model.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: emu_hdr
            type: emulator_xenstore_header
          - id: xenstore_data
            size-eos: true
            type: xenstore_strings
      emulator_xenstore_header:
        -orig-id: libxl__sr_emulator_hdr
        doc: Which device model the xenstore keys are of.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
        -webide-representation: '{emulator}, index {index:dec}'
        seq:
          - id: emulator_id
            -orig-id:
              - id
              - emulator_id
            type: u4
            doc: The number of `emulator`.
          - id: index
            -orig-id: index
            -radix: 10
            type: u4
            doc: Which emulator of the domain, counted from 0.
        instances:
          emulator:
            value: emulator_id
            enum: emulator_id
            -webide-parse-mode: eager
      xenstore_strings:
        doc: |
          Key, value, key, value, each ended by a NUL. A key is of letters,
          digits and `-/_@`, a value of text, both ASCII. The keys are relative
          to the device model's own place in the new domain's xenstore, at
          present `/local/domain/N/device-model/M/` with the ids of its domain
          and the guest. Nothing is parsed before `strings` is read.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
        instances:
          strings:
            pos: 0
            type: strz
            eos-error: false
            encoding: ISO-8859-1
            repeat: eos
      emulator_context:
        doc: |
          The state of a device model. Only an HVM guest has one that has a
          state.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L229
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: emu_hdr
            type: emulator_context_header
          - id: context
            -orig-id: emulator_ctx
            size-eos: true
            type: libxc_migration::blob
            doc: |
              As the device model itself writes it. QEMU's begins as
              `qemu_device_state.ksy` describes.
      emulator_context_header:
        -orig-id: libxl__sr_emulator_hdr
        doc: Which device model the state is of.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L229
        -webide-representation: '{emulator}, index {index:dec}'
        seq:
          - id: emulator_id
            -orig-id:
              - id
              - emulator_id
            type: u4
            doc: The number of `emulator`.
          - id: index
            -orig-id: index
            -radix: 10
            type: u4
            doc: Which emulator of the domain, counted from 0.
        instances:
          emulator:
            value: emulator_id
            enum: emulator_id
            -webide-parse-mode: eager
      checkpoint_state:
        -orig-id: libxl_sr_checkpoint_state
        doc: |
          Where the two sides of a COLO pair stand. NEW goes from the primary to
          the secondary, all others come back, which `colo_back_channel.ksy`
          describes.

          The primary goes round like this:

          1. It suspends its guest and, but for the first time, reads
             SVM_SUSPENDED and the list of the pfns that the secondary dirtied.
          2. It sends the checkpoint: libxc's records up to CHECKPOINT, then
             libxl's up to CHECKPOINT_END.
          3. It reads SVM_READY, resumes its guest and reads SVM_RESUMED.
          4. It waits until a checkpoint is due and sends NEW.

          And the secondary like this:

          1. It loads the checkpoint, sends SVM_READY, resumes its guest and
             sends SVM_RESUMED.
          2. It waits and reads NEW.
          3. It suspends its guest and sends SVM_SUSPENDED and the list of the
             pfns that it dirtied.
          4. It reads the next checkpoint.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
        -webide-representation: '{control}'
        seq:
          - id: control_id
            -orig-id:
              - id
              - control_id
            type: u4
            doc: The number of `control`.
          - id: reserved1
            -orig-id: padding
            type: u4
            if: not _io.eof
            doc: Zero. Only the specification counts it to the body.
        instances:
          control:
            value: control_id
            enum: checkpoint_control
            -webide-parse-mode: eager
enums:
  libxl_endianness:
    0:
      id: little_endian
      doc: What every Xen on x86 and Arm writes.
    1:
      id: big_endian
      -orig-id: RESTORE_OPT_BIG_ENDIAN
      doc: Defined, and never written.
  libxl_record_type:
    0x0:
      id: end
      -orig-id: REC_TYPE_END
      doc: The last record of a stream. No body.
    0x1:
      id: libxc_context
      -orig-id: REC_TYPE_LIBXC_CONTEXT
      doc: |
        No body: right after the record libxc takes the wire over, and a whole
        libxc stream follows. Its length is not known beforehand, and it tells
        its own end.
    0x2:
      id: emulator_xenstore_data
      -orig-id: REC_TYPE_EMULATOR_XENSTORE_DATA
      doc: A device model's keys in xenstore.
    0x3:
      id: emulator_context
      -orig-id: REC_TYPE_EMULATOR_CONTEXT
      doc: A device model's state.
    0x4:
      id: checkpoint_end
      -orig-id: REC_TYPE_CHECKPOINT_END
      doc: |
        The end of a checkpoint: all of the domain up to here is consistent, and
        a receiver may use it. libxc's records go on after it. No body.
    0x5:
      id: checkpoint_state
      -orig-id: REC_TYPE_CHECKPOINT_STATE
      doc: Where the two sides of COLO stand. Not with Remus.
  emulator_id:
    0:
      id: unknown_emulator
      -orig-id: EMULATOR_UNKNOWN
      doc: Of a stream that was converted from a legacy one.
    1:
      id: qemu_traditional
      -orig-id: EMULATOR_QEMU_TRADITIONAL
      doc: The qemu that came with Xen, dropped in Xen 4.21.
    2:
      id: qemu_upstream
      -orig-id: EMULATOR_QEMU_UPSTREAM
      doc: QEMU of QEMU's own project.
  checkpoint_control:
    0:
      id: new
      -orig-id: CHECKPOINT_NEW
      doc: |
        From the primary to the secondary: what the two guests sent differs, or
        enough time has passed, and a new checkpoint begins.
    1:
      id: svm_suspended
      -orig-id: CHECKPOINT_SVM_SUSPENDED
      doc: |
        From the secondary to the primary: its guest is suspended for a
        checkpoint.
    2:
      id: svm_ready
      -orig-id: CHECKPOINT_SVM_READY
      doc: 'From the secondary to the primary: it has loaded the checkpoint.'
    3:
      id: svm_resumed
      -orig-id: CHECKPOINT_SVM_RESUMED
      doc: 'From the secondary to the primary: its guest runs again.'
