# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class X86XsaveArea(KaitaiStruct):
    """The state of a processor's FPU and its like, as XSAVE stores it in the
    standard (not the compacted) format. All integers are little-endian, whatever
    the endianness of the stream around it: they are an x86 processor's and Xen's
    on it.
    
    The first 576 octets are the same on every processor, and so is AVX's
    component after them. Where a further one lies is told by the CPUID leaf 0xd
    of that processor: subleaf n says the octets (EAX) and the offset (EBX) of
    component n. In a libxc stream that is the X86_CPUID_POLICY record. The types
    `component_…` say what is in one, and `xstate_set` which number each has.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
    """
    def __init__(self, _io, _parent=None, _root=None):
        super(X86XsaveArea, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        pass


    def _fetch_instances(self):
        pass
        _ = self.components
        if hasattr(self, '_m_components'):
            pass
            self._m_components._fetch_instances()

        _ = self.data
        if hasattr(self, '_m_data'):
            pass

        _ = self.fxsave
        if hasattr(self, '_m_fxsave'):
            pass
            self._m_fxsave._fetch_instances()

        _ = self.header
        if hasattr(self, '_m_header'):
            pass
            self._m_header._fetch_instances()

        _ = self.ymm_highs
        if hasattr(self, '_m_ymm_highs'):
            pass
            for i in range(len(self._m_ymm_highs)):
                pass
                self._m_ymm_highs[i]._fetch_instances()



    class BoundRegister(KaitaiStruct):
        """A lower and an upper bound.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.BoundRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.lower = self._io.read_u8le()
            self.upper = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class ComponentBndcsr(KaitaiStruct):
        """MPX's configuration and status, component 4.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentBndcsr, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.bndcfgu = self._io.read_u8le()
            self.bndstatus = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class ComponentBndregs(KaitaiStruct):
        """MPX's bound registers, component 3.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentBndregs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.bounds = []
            for i in range(4):
                self.bounds.append(X86XsaveArea.BoundRegister(self._io, self, self._root))



        def _fetch_instances(self):
            pass
            for i in range(len(self.bounds)):
                pass
                self.bounds[i]._fetch_instances()



    class ComponentHiZmm(KaitaiStruct):
        """ZMM16 to ZMM31, component 7.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentHiZmm, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.zmms = []
            for i in range(16):
                self.zmms.append(X86XsaveArea.ZmmRegister(self._io, self, self._root))



        def _fetch_instances(self):
            pass
            for i in range(len(self.zmms)):
                pass
                self.zmms[i]._fetch_instances()



    class ComponentOpmask(KaitaiStruct):
        """AVX-512's mask registers, component 5.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentOpmask, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.masks = []
            for i in range(8):
                self.masks.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.masks)):
                pass



    class ComponentPkru(KaitaiStruct):
        """The rights of protection keys, component 9.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentPkru, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.pkru = self._io.read_u4le()
            self.reserved1 = self._io.read_u4le()


        def _fetch_instances(self):
            pass


    class ComponentTileCfg(KaitaiStruct):
        """AMX's configuration of tiles, component 17.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentTileCfg, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.palette = self._io.read_u1()
            self.start_row = self._io.read_u1()
            self.reserved1 = []
            for i in range(14):
                self.reserved1.append(self._io.read_u1())

            self.row_lengths = []
            for i in range(16):
                self.row_lengths.append(self._io.read_u2le())

            self.num_rows_of_tiles = []
            for i in range(16):
                self.num_rows_of_tiles.append(self._io.read_u1())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass

            for i in range(len(self.row_lengths)):
                pass

            for i in range(len(self.num_rows_of_tiles)):
                pass



    class ComponentTileData(KaitaiStruct):
        """AMX's eight tiles, component 18.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentTileData, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.tiles
            if hasattr(self, '_m_tiles'):
                pass
                for i in range(len(self._m_tiles)):
                    pass
                    self._m_tiles[i]._fetch_instances()



        @property
        def tiles(self):
            if hasattr(self, '_m_tiles'):
                return self._m_tiles

            _pos = self._io.pos()
            self._io.seek(0)
            self._raw__m_tiles = []
            self._m_tiles = []
            i = 0
            while not self._io.is_eof():
                self._raw__m_tiles.append(self._io.read_bytes(1024))
                _io__raw__m_tiles = KaitaiStream(BytesIO(self._raw__m_tiles[-1]))
                self._m_tiles.append(X86XsaveArea.XsaveComponents(_io__raw__m_tiles, self, self._root))
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_tiles', None)


    class ComponentZmm(KaitaiStruct):
        """The upper halves of ZMM0 to ZMM15, component 6.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentZmm, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.zmm_highs = []
            for i in range(16):
                self.zmm_highs.append(X86XsaveArea.ZmmHigh(self._io, self, self._root))



        def _fetch_instances(self):
            pass
            for i in range(len(self.zmm_highs)):
                pass
                self.zmm_highs[i]._fetch_instances()



    class FxsaveArea(KaitaiStruct):
        """The 512 octets of FXSAVE64, with which an XSAVE area begins. What the
        64-bit format has as one address, the 32-bit format has as an offset of 32
        bits and a selector of 16.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.FxsaveArea, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.fcw = self._io.read_u2le()
            self.fsw = self._io.read_u2le()
            self.ftw = self._io.read_u1()
            self.reserved1 = self._io.read_u1()
            self.fop = self._io.read_u2le()
            self.fip = self._io.read_u8le()
            self.fdp = self._io.read_u8le()
            self.mxcsr = self._io.read_u4le()
            self.mxcsr_mask = self._io.read_u4le()
            self.x87_registers = []
            for i in range(8):
                self.x87_registers.append(X86XsaveArea.X87Register(self._io, self, self._root))

            self.xmm_registers = []
            for i in range(16):
                self.xmm_registers.append(X86XsaveArea.VectorRegister(self._io, self, self._root))

            self.reserved2 = []
            for i in range(6):
                self.reserved2.append(self._io.read_u8le())

            self.available_words = []
            for i in range(5):
                self.available_words.append(self._io.read_u8le())

            self.available_octets = []
            for i in range(7):
                self.available_octets.append(self._io.read_u1())

            self.fip_width = self._io.read_u1()


        def _fetch_instances(self):
            pass
            for i in range(len(self.x87_registers)):
                pass
                self.x87_registers[i]._fetch_instances()

            for i in range(len(self.xmm_registers)):
                pass
                self.xmm_registers[i]._fetch_instances()

            for i in range(len(self.reserved2)):
                pass

            for i in range(len(self.available_words)):
                pass

            for i in range(len(self.available_octets)):
                pass



    class VectorRegister(KaitaiStruct):
        """128 bits: an SSE register, or a piece of a longer one.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.VectorRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.low = self._io.read_u8le()
            self.high = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class X87Register(KaitaiStruct):
        """An x87 register of 80 bits in 16 octets. An MMX register is its mantissa.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.X87Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.mantissa = self._io.read_u8le()
            self.exponent = self._io.read_u2le()
            self.reserved1 = []
            for i in range(3):
                self.reserved1.append(self._io.read_u2le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass



    class XsaveComponents(KaitaiStruct):
        """Components whose places the processor's CPUID leaf 0xd tells.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XsaveComponents, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.data
            if hasattr(self, '_m_data'):
                pass


        @property
        def data(self):
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)


    class XsaveHeader(KaitaiStruct):
        """Which components are there. Before Xen 4.7 only the first word was told
        apart.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XsaveHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.xstate_bv = self._io.read_u8le()
            self.xcomp_bv = self._io.read_u8le()
            self.reserved1 = []
            for i in range(6):
                self.reserved1.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass

            _ = self.components
            if hasattr(self, '_m_components'):
                pass
                self._m_components._fetch_instances()


        @property
        def components(self):
            """The bits of `xstate_bv`."""
            if hasattr(self, '_m_components'):
                return self._m_components

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_components = X86XsaveArea.XstateSet(self._io, self, self._root)
            self._io.seek(_pos)
            return getattr(self, '_m_components', None)


    class XstateSet(KaitaiStruct):
        """A set of components, as XCR0 and XSAVE's header have it: a bit each.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XstateSet, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_x87 = self._io.read_bits_int_le(1) != 0
            self.has_sse = self._io.read_bits_int_le(1) != 0
            self.has_ymm = self._io.read_bits_int_le(1) != 0
            self.has_bndregs = self._io.read_bits_int_le(1) != 0
            self.has_bndcsr = self._io.read_bits_int_le(1) != 0
            self.has_opmask = self._io.read_bits_int_le(1) != 0
            self.has_zmm = self._io.read_bits_int_le(1) != 0
            self.has_hi_zmm = self._io.read_bits_int_le(1) != 0
            self.has_proc_trace = self._io.read_bits_int_le(1) != 0
            self.has_pkru = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_cet_u = self._io.read_bits_int_le(1) != 0
            self.has_cet_s = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(4)
            self.has_tile_cfg = self._io.read_bits_int_le(1) != 0
            self.has_tile_data = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(13)
            self.reserved4 = self._io.read_bits_int_le(30)
            self.has_lwp = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class ZmmHigh(KaitaiStruct):
        """Bits 256 to 511 of an AVX-512 register.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ZmmHigh, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.words = []
            for i in range(4):
                self.words.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.words)):
                pass



    class ZmmRegister(KaitaiStruct):
        """A whole AVX-512 register.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ZmmRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.words = []
            for i in range(8):
                self.words.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.words)):
                pass



    @property
    def components(self):
        """Components 3 and up, where the processor has them."""
        if hasattr(self, '_m_components'):
            return self._m_components

        if self._io.size() > 832:
            pass
            _pos = self._io.pos()
            self._io.seek(832)
            self._raw__m_components = self._io.read_bytes_full()
            _io__raw__m_components = KaitaiStream(BytesIO(self._raw__m_components))
            self._m_components = X86XsaveArea.XsaveComponents(_io__raw__m_components, self, self._root)
            self._io.seek(_pos)

        return getattr(self, '_m_components', None)

    @property
    def data(self):
        """All of it as octets."""
        if hasattr(self, '_m_data'):
            return self._m_data

        _pos = self._io.pos()
        self._io.seek(0)
        self._m_data = self._io.read_bytes_full()
        self._io.seek(_pos)
        return getattr(self, '_m_data', None)

    @property
    def fxsave(self):
        """x87 and SSE, components 0 and 1."""
        if hasattr(self, '_m_fxsave'):
            return self._m_fxsave

        _pos = self._io.pos()
        self._io.seek(0)
        self._raw__m_fxsave = self._io.read_bytes(512)
        _io__raw__m_fxsave = KaitaiStream(BytesIO(self._raw__m_fxsave))
        self._m_fxsave = X86XsaveArea.FxsaveArea(_io__raw__m_fxsave, self, self._root)
        self._io.seek(_pos)
        return getattr(self, '_m_fxsave', None)

    @property
    def header(self):
        if hasattr(self, '_m_header'):
            return self._m_header

        _pos = self._io.pos()
        self._io.seek(512)
        self._raw__m_header = self._io.read_bytes(64)
        _io__raw__m_header = KaitaiStream(BytesIO(self._raw__m_header))
        self._m_header = X86XsaveArea.XsaveHeader(_io__raw__m_header, self, self._root)
        self._io.seek(_pos)
        return getattr(self, '_m_header', None)

    @property
    def ymm_highs(self):
        """The upper halves of the AVX registers, component 2."""
        if hasattr(self, '_m_ymm_highs'):
            return self._m_ymm_highs

        if self._io.size() >= 832:
            pass
            _pos = self._io.pos()
            self._io.seek(576)
            self._m_ymm_highs = []
            for i in range(16):
                self._m_ymm_highs.append(X86XsaveArea.VectorRegister(self._io, self, self._root))

            self._io.seek(_pos)

        return getattr(self, '_m_ymm_highs', None)


