meta:
  id: colo_back_channel
  title: Xen COLO back channel
  application: Xen (libxenlight, libxenguest)
  tags:
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
doc: |
  What the secondary of a COLO pair sends to the primary: libxl's
  CHECKPOINT_STATE and libxc's CHECKPOINT_DIRTY_PFN_LIST, one after the other,
  without any header and without an END. Both layers frame their records alike,
  and their types do not collide here. On xl's wire the text by which its
  receiver begins comes first.
doc-ref:
  - https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
  - https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#checkpoint_dirty_pfn_list
seq:
  - id: receiver_banner
    -orig-id: migrate_receiver_banner
    type: str
    terminator: 0x0a
    encoding: ISO-8859-1
    if: _io.size != 0 and first_octet == 0x78
    doc: '"xl migration receiver ready, send binary domain data."'
  - id: records
    type: back_channel_record
    repeat: eos
instances:
  first_octet:
    pos: 0
    type: u1
    if: _io.size != 0
    doc: '"x" of the banner, or the first of a record.'
types:
  back_channel_blob:
    doc: Octets that are not described further.
    doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#records
    -webide-representation: '{data}'
    instances:
      data:
        pos: 0
        size-eos: true
  back_channel_record:
    doc: |
      A header, a body, and zeros that pad the body to a multiple of 8 octets.
    doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
    -webide-representation: '{header.record_type} {body}'
    seq:
      - id: header
        -orig-id: libxl__sr_rec_hdr
        type: back_channel_record_header
      - id: body
        size: header.len_body
        type:
          switch-on: header.record_type
          cases:
            'back_channel_record_type::checkpoint_state': back_channel_state
            'back_channel_record_type::checkpoint_dirty_pfn_list': back_channel_dirty_pfn_list
            _: back_channel_blob
      - id: padding
        size: header.len_padding
        type: back_channel_blob
        if: header.len_padding != 0
  back_channel_record_header:
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
        enum: back_channel_record_type
        -webide-parse-mode: eager
      len_padding:
        value: (8 - len_body % 8) % 8
        doc: Octets of zeros after the body.
      is_optional:
        value: type_id.as<u4> >= (0x80000000).as<u4>
        doc: A reader that does not know an optional record may skip it.
  back_channel_state:
    doc: Where the secondary stands.
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
        enum: back_channel_control
        -webide-parse-mode: eager
  back_channel_dirty_pfn_list:
    doc: The pfns that the secondary dirtied.
    doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#checkpoint_dirty_pfn_list
    -webide-representation: '{_parent.header.len_body:dec} octets'
    instances:
      pfns:
        -orig-id: pfn
        pos: 0
        type: u8
        repeat: eos
enums:
  back_channel_record_type:
    0x5:
      id: checkpoint_state
      -orig-id: REC_TYPE_CHECKPOINT_STATE
    0xf:
      id: checkpoint_dirty_pfn_list
      -orig-id: REC_TYPE_CHECKPOINT_DIRTY_PFN_LIST
  back_channel_control:
    0:
      id: new
      -orig-id: CHECKPOINT_NEW
      doc: From the primary to the secondary only.
    1:
      id: svm_suspended
      -orig-id: CHECKPOINT_SVM_SUSPENDED
    2:
      id: svm_ready
      -orig-id: CHECKPOINT_SVM_READY
    3:
      id: svm_resumed
      -orig-id: CHECKPOINT_SVM_RESUMED
