meta:
  id: xapi_suspend_image
  title: Xen domain image suspended by xapi
  application: xapi (xenopsd)
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
  What xenopsd writes when XenServer or XCP-ng suspends or migrates a domain: a
  signature, then sections up to the end mark. A section has a type and a
  length; the length of libxc's and libxl's is 0, and the stream in it tells
  where it ends.

  Only the signature is validated, so that a broken image still opens up to its
  fault.
doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
-webide-representation: '{signature}'
seq:
  - id: signature
    type: xapi_signature
  - id: sections
    type: xapi_section
    repeat: until
    repeat-until: _.header.section_type == xapi_section_type::end
    if: signature.has_sections
  - id: libxc
    type: libxc_migration
    if: not signature.has_sections
    doc: A legacy stream, which is not described here, stops at its magic.
types:
  xapi_signature:
    doc: '"XenSavedDomv2-" or, before xapi had sections, "XenSavedDomain".'
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    to-string: 'version'
    -webide-representation: '{version}'
    seq:
      - id: magic_text
        -orig-id: save_signature
        size: 11
        type: str
        encoding: ISO-8859-1
        valid: '"XenSavedDom"'
      - id: version
        -orig-id: save_signature
        size: 3
        type: str
        encoding: ISO-8859-1
      - id: magic_lf
        -orig-id: save_signature
        type: u1
        valid: 0x0a
    instances:
      has_sections:
        value: version != "ain"
        doc: |
          Whether sections follow the signature; a libxc or legacy stream does
          otherwise.
  xapi_section:
    doc: A header and a body.
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    -webide-representation: '{header}'
    seq:
      - id: header
        type: xapi_section_header
      - id: section_data
        size: header.len_body
        type: libxc_migration::blob
        if: not header.is_stream
      - id: libxc
        type: libxc_migration
        if: header.section_type == xapi_section_type::libxc
      - id: libxl
        type: libxl_migration
        if: header.section_type == xapi_section_type::libxl
  xapi_section_header:
    doc: What a section is, and how long.
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    -webide-representation: '{section_type}, {len_body:dec} octets'
    seq:
      - id: type_id
        -orig-id: header_type
        type: u8
        doc: The number of `section_type`.
      - id: len_body
        type: u8
        doc: 0 where a stream follows that tells its own end.
    instances:
      section_type:
        value: type_id
        enum: xapi_section_type
        -webide-parse-mode: eager
      is_stream:
        value: |
          section_type == xapi_section_type::libxc or
          section_type == xapi_section_type::libxl
        doc: Whether a stream follows that tells its own end.
enums:
  xapi_section_type:
    0x000f:
      id: xenops
      -orig-id: Xenops
      doc: xenopsd's own metadata, an S-expression.
    0x00f0:
      id: libxc
      -orig-id: Libxc
      doc: A libxc stream.
    0x00f1:
      id: libxl
      -orig-id: Libxl
      doc: A libxl stream.
    0x00f2:
      id: libxc_legacy
      -orig-id: Libxc_legacy
      doc: A legacy stream, before Xen 4.6.
    0x0f00:
      id: qemu_trad
      -orig-id: Qemu_trad
      doc: The state of qemu traditional.
    0x0f01:
      id: qemu_xen
      -orig-id: Qemu_xen
      doc: The state of qemu upstream.
    0x0f10:
      id: demu
      -orig-id: Demu
      doc: The state of a vGPU's emulator.
    0x0f11:
      id: varstored
      -orig-id: Varstored
      doc: The variables of UEFI.
    0x0f12:
      id: swtpm0
      -orig-id: Swtpm0
      doc: The state of a TPM, the first format.
    0x0f13:
      id: swtpm
      -orig-id: Swtpm
      doc: The state of a TPM.
    0xffff:
      id: end
      -orig-id: End_of_image
      doc: The end of the image, of length 0.
