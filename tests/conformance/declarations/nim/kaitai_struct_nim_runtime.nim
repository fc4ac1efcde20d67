type
  KaitaiStream* = ref object
  KaitaiStruct* {.inheritable.} = ref object
    io*: KaitaiStream
    root*: KaitaiStruct

{.push importc.} # what has no body here is taken to have one in C

proc newKaitaiFileStream*(path: string): KaitaiStream
proc newKaitaiStream*(octets: seq[byte]): KaitaiStream
proc newKaitaiStream*(octets: seq[seq[byte]]): KaitaiStream

proc isEof*(io: KaitaiStream): bool
proc pos*(io: KaitaiStream): int
proc size*(io: KaitaiStream): int
proc seek*(io: KaitaiStream, to: int)

proc readS1*(io: KaitaiStream): int8
proc readS8le*(io: KaitaiStream): int64
proc readU1*(io: KaitaiStream): uint8
proc readU2be*(io: KaitaiStream): uint16
proc readU2le*(io: KaitaiStream): uint16
proc readU4be*(io: KaitaiStream): uint32
proc readU4le*(io: KaitaiStream): uint32
proc readU8be*(io: KaitaiStream): uint64
proc readU8le*(io: KaitaiStream): uint64
proc readBitsIntLe*(io: KaitaiStream, count: int): uint64
proc readBytes*(io: KaitaiStream, count: int): seq[byte]
proc readBytesFull*(io: KaitaiStream): seq[byte]
proc readBytesTerm*(
  io: KaitaiStream, term: byte, includeTerm, consumeTerm, eosError: bool
): seq[byte]

proc bytesTerminate*(octets: seq[byte], term: byte, includeTerm: bool): seq[byte]
proc encode*(octets: seq[byte], encoding: string): string
proc `%%%`*[T, U: SomeInteger](number: T, by: U): U

{.pop.}
