meta:
  id: xl_migration_wire
  title: Xen domain on the wire of an xl migration
  application: Xen (xl)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - xl_save_image
  endian: le
doc: |
  What `xl migrate` sends to `xl migrate-receive`, as captured on the socket:
  the same octets as a saved image, and texts around it by which the two sides
  take turns. The sender's own octets are the image and its permission to
  unpause; a capture of both directions has the receiver's texts too.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
-webide-representation: '{image}'
seq:
  - id: receiver_banner
    -orig-id: migrate_receiver_banner
    type: str
    terminator: 0x0a
    encoding: ISO-8859-1
    if: first_octet == 0x78
    doc: '"xl migration receiver ready, send binary domain data."'
  - id: image
    type: xl_save_image
  - id: texts
    type: wire_text
    repeat: eos
instances:
  first_octet:
    pos: 0
    type: u1
    doc: '"x" of the banner, or "X" of the image.'
types:
  wire_text:
    doc: |
      "domain received, ready to unpause", "domain is yours, you are cleared to
      unpause" or "my copy unpause results are as follows", ended by a NUL.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
    -webide-representation: '{text}'
    seq:
      - id: text
        type: strz
        eos-error: false
        encoding: ISO-8859-1
