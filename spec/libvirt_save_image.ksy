meta:
  id: libvirt_save_image
  title: Xen domain image saved by libvirt's libxl driver
  application: libvirt
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
  What `virsh save` writes of a Xen domain: a header of 64 octets, the domain's
  XML, then a libxl stream. The header is in the endianness of the host, which
  nothing tells: little-endian on x86.

  Only the magic is validated, so that a broken image still opens up to its
  fault.
doc-ref: https://github.com/libvirt/libvirt/blob/v10.0.0/src/libxl/libxl_conf.h
-webide-representation: '{header}'
seq:
  - id: header
    -orig-id: hdr
    type: libvirt_header
  - id: xml
    -orig-id: xml
    size: header.len_xml
    type: libxc_migration::blob
    doc: The domain's configuration; its NUL is counted.
  - id: libxl
    type: libxl_migration
    doc: A legacy stream (version 1) is not described, it stops at its magic.
types:
  libvirt_header:
    -orig-id: libxlSavefileHeader
    doc: The magic ("libvirt-xml", a line feed and 4 octets more) and lengths.
    doc-ref: https://github.com/libvirt/libvirt/blob/v10.0.0/src/libxl/libxl_conf.h
    to-string: '"version " + version.to_s + ", " + len_xml.to_s + " octets of XML"'
    -webide-representation: 'version {version:dec}, {len_xml:dec} octets of XML'
    seq:
      - id: magic_text
        -orig-id:
          - LIBXL_SAVE_MAGIC
          - magic
        size: 11
        type: str
        encoding: ISO-8859-1
        valid: '"libvirt-xml"'
      - id: magic_lf
        -orig-id:
          - LIBXL_SAVE_MAGIC
          - magic
        type: u1
        valid: 0x0a
      - id: magic_end
        -orig-id:
          - LIBXL_SAVE_MAGIC
          - magic
        type: u4
        valid: 0x0d200020
        doc: A space, a NUL, a space and a carriage return.
      - id: version
        -orig-id:
          - version
          - LIBXL_SAVE_VERSION
        type: u4
        doc: 2 where a libxl stream follows, 1 where a legacy one may.
      - id: len_xml
        -orig-id: xmlLen
        type: u4
        doc: Octets of XML, its NUL counted.
      - id: reserved1
        -orig-id: unused
        type: u4
        repeat: expr
        repeat-expr: 10
