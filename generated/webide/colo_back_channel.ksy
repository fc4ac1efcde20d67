# Generated from spec/colo_back_channel.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: colo_back_channel
  title: Xen COLO back channel
  application: Xen (libxenlight, libxenguest)
  tags:
    - serialization
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

  The order is SVM_READY, SVM_RESUMED, SVM_SUSPENDED, the list of pfns, and so
  on again. What the primary does in between is told at `checkpoint_state`.
doc-ref:
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
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
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
    -webide-representation: '{size_text}'
    instances:
      size_text:
        value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
        doc: The size of `data`; empty where that is.
      data:
        pos: 0
        size-eos: true
  back_channel_record:
    doc: |
      A header, a body, and zeros that pad the body to a multiple of 8 octets.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
    -webide-representation: '{header.record_type} {body}'
    seq:
      - id: header
        -orig-id:
          - hdr
          - rhdr
        type: back_channel_record_header
      - id: body
        -orig-id: body
        size: header.len_body
        type:
          switch-on: header.record_type
          cases:
            'back_channel_record_type::checkpoint_state': back_channel_state
            'back_channel_record_type::checkpoint_dirty_pfn_list': back_channel_dirty_pfn_list
            _: back_channel_blob
        -show: inline
      - id: padding
        -orig-id: padding
        size: header.len_padding
        type: back_channel_blob
        if: header.len_padding != 0
        doc: Zeros, up to the next multiple of 8.
  back_channel_record_header:
    -orig-id:
      - libxl__sr_rec_hdr
      - xc_sr_rhdr
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
        enum: back_channel_record_type
        -webide-parse-mode: eager
      len_padding:
        value: (8 - len_body % 8) % 8
        doc: Octets of zeros after the body (REC_ALIGN).
      is_optional:
        -orig-id: REC_TYPE_OPTIONAL
        value: type_id.as<u4> >= (0x80000000).as<u4>
        doc: A reader that does not know an optional record may skip it.
  back_channel_state:
    -orig-id: libxl_sr_checkpoint_state
    doc: Where the secondary stands.
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
        enum: back_channel_control
        -webide-parse-mode: eager
  back_channel_dirty_pfn_list:
    doc: |
      The pfns that the secondary dirtied since the last checkpoint, in no
      order. The primary sends them again with those that it dirtied itself.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
    -webide-representation: '{_parent.header.len_body:dec} octets'
    instances:
      pfns:
        -orig-id: pfn
        pos: 0
        type: exact_u8(true)
        repeat: eos
  exact_u8:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: 64 bits, exact where the Web IDE would round them.
    -webide-representation: '{text}'
    params:
      - id: is_le
        type: bool
    seq:
      - id: word0
        type: u4
      - id: word1
        type: u4
    instances:
      low:
        value: 'is_le ? word0 : word1'
      high:
        value: 'is_le ? word1 : word0'
      text:
        value: '"0x" + "0123456789abcdef".substring(((high >> 28) & 0xf), ((high >> 28) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 24) & 0xf), ((high >> 24) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 20) & 0xf), ((high >> 20) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 16) & 0xf), ((high >> 16) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 12) & 0xf), ((high >> 12) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 8) & 0xf), ((high >> 8) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 4) & 0xf), ((high >> 4) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 0) & 0xf), ((high >> 0) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 28) & 0xf), ((low >> 28) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 24) & 0xf), ((low >> 24) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 20) & 0xf), ((low >> 20) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 16) & 0xf), ((low >> 16) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 12) & 0xf), ((low >> 12) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 8) & 0xf), ((low >> 8) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 4) & 0xf), ((low >> 4) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 0) & 0xf), ((low >> 0) & 0xf) + 1)'
enums:
  back_channel_record_type:
    0x5:
      id: checkpoint_state
      -orig-id: REC_TYPE_CHECKPOINT_STATE
      doc: |
        libxl's: where the secondary stands.
    0xf:
      id: checkpoint_dirty_pfn_list
      -orig-id: REC_TYPE_CHECKPOINT_DIRTY_PFN_LIST
      doc: |
        libxc's: what the secondary dirtied.
  back_channel_control:
    0:
      id: new
      -orig-id: CHECKPOINT_NEW
      doc: From the primary to the secondary only, so not here.
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
