# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
import collections


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
    SEQ_FIELDS = []
    def __init__(self, _io, _parent=None, _root=None):
        super(X86XsaveArea, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

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
        SEQ_FIELDS = ["lower", "upper"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.BoundRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['lower']['start'] = self._io.pos()
            self.lower = self._io.read_u8le()
            self._debug['lower']['end'] = self._io.pos()
            self._debug['upper']['start'] = self._io.pos()
            self.upper = self._io.read_u8le()
            self._debug['upper']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class ComponentBndcsr(KaitaiStruct):
        """MPX's configuration and status, component 4.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["bndcfgu", "bndstatus"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentBndcsr, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['bndcfgu']['start'] = self._io.pos()
            self.bndcfgu = self._io.read_u8le()
            self._debug['bndcfgu']['end'] = self._io.pos()
            self._debug['bndstatus']['start'] = self._io.pos()
            self.bndstatus = self._io.read_u8le()
            self._debug['bndstatus']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class ComponentBndregs(KaitaiStruct):
        """MPX's bound registers, component 3.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["bounds"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentBndregs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['bounds']['start'] = self._io.pos()
            self._debug['bounds']['arr'] = []
            self.bounds = []
            for i in range(4):
                self._debug['bounds']['arr'].append({'start': self._io.pos()})
                _t_bounds = X86XsaveArea.BoundRegister(self._io, self, self._root)
                try:
                    _t_bounds._read()
                finally:
                    self.bounds.append(_t_bounds)
                self._debug['bounds']['arr'][i]['end'] = self._io.pos()

            self._debug['bounds']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["zmms"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentHiZmm, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['zmms']['start'] = self._io.pos()
            self._debug['zmms']['arr'] = []
            self.zmms = []
            for i in range(16):
                self._debug['zmms']['arr'].append({'start': self._io.pos()})
                _t_zmms = X86XsaveArea.ZmmRegister(self._io, self, self._root)
                try:
                    _t_zmms._read()
                finally:
                    self.zmms.append(_t_zmms)
                self._debug['zmms']['arr'][i]['end'] = self._io.pos()

            self._debug['zmms']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["masks"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentOpmask, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['masks']['start'] = self._io.pos()
            self._debug['masks']['arr'] = []
            self.masks = []
            for i in range(8):
                self._debug['masks']['arr'].append({'start': self._io.pos()})
                self.masks.append(self._io.read_u8le())
                self._debug['masks']['arr'][i]['end'] = self._io.pos()

            self._debug['masks']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.masks)):
                pass



    class ComponentPkru(KaitaiStruct):
        """The rights of protection keys, component 9.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["pkru", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentPkru, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['pkru']['start'] = self._io.pos()
            self.pkru = self._io.read_u4le()
            self._debug['pkru']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u4le()
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class ComponentTileCfg(KaitaiStruct):
        """AMX's configuration of tiles, component 17.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["palette", "start_row", "reserved1", "row_lengths", "num_rows_of_tiles"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentTileCfg, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['palette']['start'] = self._io.pos()
            self.palette = self._io.read_u1()
            self._debug['palette']['end'] = self._io.pos()
            self._debug['start_row']['start'] = self._io.pos()
            self.start_row = self._io.read_u1()
            self._debug['start_row']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(14):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                self.reserved1.append(self._io.read_u1())
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['row_lengths']['start'] = self._io.pos()
            self._debug['row_lengths']['arr'] = []
            self.row_lengths = []
            for i in range(16):
                self._debug['row_lengths']['arr'].append({'start': self._io.pos()})
                self.row_lengths.append(self._io.read_u2le())
                self._debug['row_lengths']['arr'][i]['end'] = self._io.pos()

            self._debug['row_lengths']['end'] = self._io.pos()
            self._debug['num_rows_of_tiles']['start'] = self._io.pos()
            self._debug['num_rows_of_tiles']['arr'] = []
            self.num_rows_of_tiles = []
            for i in range(16):
                self._debug['num_rows_of_tiles']['arr'].append({'start': self._io.pos()})
                self.num_rows_of_tiles.append(self._io.read_u1())
                self._debug['num_rows_of_tiles']['arr'][i]['end'] = self._io.pos()

            self._debug['num_rows_of_tiles']['end'] = self._io.pos()


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
        SEQ_FIELDS = []
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentTileData, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

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
            self._debug['_m_tiles']['start'] = self._io.pos()
            self._debug['_m_tiles']['arr'] = []
            self._raw__m_tiles = []
            self._m_tiles = []
            i = 0
            while not self._io.is_eof():
                self._debug['_m_tiles']['arr'].append({'start': self._io.pos()})
                self._raw__m_tiles.append(self._io.read_bytes(1024))
                _io__raw__m_tiles = KaitaiStream(BytesIO(self._raw__m_tiles[-1]))
                _t__m_tiles = X86XsaveArea.XsaveComponents(_io__raw__m_tiles, self, self._root)
                try:
                    _t__m_tiles._read()
                finally:
                    self._m_tiles.append(_t__m_tiles)
                self._debug['_m_tiles']['arr'][len(self._m_tiles) - 1]['end'] = self._io.pos()
                i += 1

            self._debug['_m_tiles']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_tiles', None)


    class ComponentZmm(KaitaiStruct):
        """The upper halves of ZMM0 to ZMM15, component 6.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["zmm_highs"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ComponentZmm, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['zmm_highs']['start'] = self._io.pos()
            self._debug['zmm_highs']['arr'] = []
            self.zmm_highs = []
            for i in range(16):
                self._debug['zmm_highs']['arr'].append({'start': self._io.pos()})
                _t_zmm_highs = X86XsaveArea.ZmmHigh(self._io, self, self._root)
                try:
                    _t_zmm_highs._read()
                finally:
                    self.zmm_highs.append(_t_zmm_highs)
                self._debug['zmm_highs']['arr'][i]['end'] = self._io.pos()

            self._debug['zmm_highs']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["fcw", "fsw", "ftw", "reserved1", "fop", "fip", "fdp", "mxcsr", "mxcsr_mask", "x87_registers", "xmm_registers", "reserved2", "available_words", "available_octets", "fip_width"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.FxsaveArea, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['fcw']['start'] = self._io.pos()
            self.fcw = self._io.read_u2le()
            self._debug['fcw']['end'] = self._io.pos()
            self._debug['fsw']['start'] = self._io.pos()
            self.fsw = self._io.read_u2le()
            self._debug['fsw']['end'] = self._io.pos()
            self._debug['ftw']['start'] = self._io.pos()
            self.ftw = self._io.read_u1()
            self._debug['ftw']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u1()
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['fop']['start'] = self._io.pos()
            self.fop = self._io.read_u2le()
            self._debug['fop']['end'] = self._io.pos()
            self._debug['fip']['start'] = self._io.pos()
            self.fip = self._io.read_u8le()
            self._debug['fip']['end'] = self._io.pos()
            self._debug['fdp']['start'] = self._io.pos()
            self.fdp = self._io.read_u8le()
            self._debug['fdp']['end'] = self._io.pos()
            self._debug['mxcsr']['start'] = self._io.pos()
            self.mxcsr = self._io.read_u4le()
            self._debug['mxcsr']['end'] = self._io.pos()
            self._debug['mxcsr_mask']['start'] = self._io.pos()
            self.mxcsr_mask = self._io.read_u4le()
            self._debug['mxcsr_mask']['end'] = self._io.pos()
            self._debug['x87_registers']['start'] = self._io.pos()
            self._debug['x87_registers']['arr'] = []
            self.x87_registers = []
            for i in range(8):
                self._debug['x87_registers']['arr'].append({'start': self._io.pos()})
                _t_x87_registers = X86XsaveArea.X87Register(self._io, self, self._root)
                try:
                    _t_x87_registers._read()
                finally:
                    self.x87_registers.append(_t_x87_registers)
                self._debug['x87_registers']['arr'][i]['end'] = self._io.pos()

            self._debug['x87_registers']['end'] = self._io.pos()
            self._debug['xmm_registers']['start'] = self._io.pos()
            self._debug['xmm_registers']['arr'] = []
            self.xmm_registers = []
            for i in range(16):
                self._debug['xmm_registers']['arr'].append({'start': self._io.pos()})
                _t_xmm_registers = X86XsaveArea.VectorRegister(self._io, self, self._root)
                try:
                    _t_xmm_registers._read()
                finally:
                    self.xmm_registers.append(_t_xmm_registers)
                self._debug['xmm_registers']['arr'][i]['end'] = self._io.pos()

            self._debug['xmm_registers']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self._debug['reserved2']['arr'] = []
            self.reserved2 = []
            for i in range(6):
                self._debug['reserved2']['arr'].append({'start': self._io.pos()})
                self.reserved2.append(self._io.read_u8le())
                self._debug['reserved2']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['available_words']['start'] = self._io.pos()
            self._debug['available_words']['arr'] = []
            self.available_words = []
            for i in range(5):
                self._debug['available_words']['arr'].append({'start': self._io.pos()})
                self.available_words.append(self._io.read_u8le())
                self._debug['available_words']['arr'][i]['end'] = self._io.pos()

            self._debug['available_words']['end'] = self._io.pos()
            self._debug['available_octets']['start'] = self._io.pos()
            self._debug['available_octets']['arr'] = []
            self.available_octets = []
            for i in range(7):
                self._debug['available_octets']['arr'].append({'start': self._io.pos()})
                self.available_octets.append(self._io.read_u1())
                self._debug['available_octets']['arr'][i]['end'] = self._io.pos()

            self._debug['available_octets']['end'] = self._io.pos()
            self._debug['fip_width']['start'] = self._io.pos()
            self.fip_width = self._io.read_u1()
            self._debug['fip_width']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["low", "high"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.VectorRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['low']['start'] = self._io.pos()
            self.low = self._io.read_u8le()
            self._debug['low']['end'] = self._io.pos()
            self._debug['high']['start'] = self._io.pos()
            self.high = self._io.read_u8le()
            self._debug['high']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class X87Register(KaitaiStruct):
        """An x87 register of 80 bits in 16 octets. An MMX register is its mantissa.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["mantissa", "exponent", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.X87Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['mantissa']['start'] = self._io.pos()
            self.mantissa = self._io.read_u8le()
            self._debug['mantissa']['end'] = self._io.pos()
            self._debug['exponent']['start'] = self._io.pos()
            self.exponent = self._io.read_u2le()
            self._debug['exponent']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(3):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                self.reserved1.append(self._io.read_u2le())
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass



    class XsaveComponents(KaitaiStruct):
        """Components whose places the processor's CPUID leaf 0xd tells.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = []
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XsaveComponents, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

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
            self._debug['_m_data']['start'] = self._io.pos()
            self._m_data = self._io.read_bytes_full()
            self._debug['_m_data']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)


    class XsaveHeader(KaitaiStruct):
        """Which components are there. Before Xen 4.7 only the first word was told
        apart.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["xstate_bv", "xcomp_bv", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XsaveHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['xstate_bv']['start'] = self._io.pos()
            self.xstate_bv = self._io.read_u8le()
            self._debug['xstate_bv']['end'] = self._io.pos()
            self._debug['xcomp_bv']['start'] = self._io.pos()
            self.xcomp_bv = self._io.read_u8le()
            self._debug['xcomp_bv']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(6):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                self.reserved1.append(self._io.read_u8le())
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()


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
            self._debug['_m_components']['start'] = self._io.pos()
            self._m_components = X86XsaveArea.XstateSet(self._io, self, self._root)
            self._m_components._read()
            self._debug['_m_components']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_components', None)


    class XstateSet(KaitaiStruct):
        """A set of components, as XCR0 and XSAVE's header have it: a bit each.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        SEQ_FIELDS = ["has_x87", "has_sse", "has_ymm", "has_bndregs", "has_bndcsr", "has_opmask", "has_zmm", "has_hi_zmm", "has_proc_trace", "has_pkru", "reserved1", "has_cet_u", "has_cet_s", "reserved2", "has_tile_cfg", "has_tile_data", "reserved3", "reserved4", "has_lwp", "reserved5"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.XstateSet, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_x87']['start'] = self._io.pos()
            self.has_x87 = self._io.read_bits_int_le(1) != 0
            self._debug['has_x87']['end'] = self._io.pos()
            self._debug['has_sse']['start'] = self._io.pos()
            self.has_sse = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse']['end'] = self._io.pos()
            self._debug['has_ymm']['start'] = self._io.pos()
            self.has_ymm = self._io.read_bits_int_le(1) != 0
            self._debug['has_ymm']['end'] = self._io.pos()
            self._debug['has_bndregs']['start'] = self._io.pos()
            self.has_bndregs = self._io.read_bits_int_le(1) != 0
            self._debug['has_bndregs']['end'] = self._io.pos()
            self._debug['has_bndcsr']['start'] = self._io.pos()
            self.has_bndcsr = self._io.read_bits_int_le(1) != 0
            self._debug['has_bndcsr']['end'] = self._io.pos()
            self._debug['has_opmask']['start'] = self._io.pos()
            self.has_opmask = self._io.read_bits_int_le(1) != 0
            self._debug['has_opmask']['end'] = self._io.pos()
            self._debug['has_zmm']['start'] = self._io.pos()
            self.has_zmm = self._io.read_bits_int_le(1) != 0
            self._debug['has_zmm']['end'] = self._io.pos()
            self._debug['has_hi_zmm']['start'] = self._io.pos()
            self.has_hi_zmm = self._io.read_bits_int_le(1) != 0
            self._debug['has_hi_zmm']['end'] = self._io.pos()
            self._debug['has_proc_trace']['start'] = self._io.pos()
            self.has_proc_trace = self._io.read_bits_int_le(1) != 0
            self._debug['has_proc_trace']['end'] = self._io.pos()
            self._debug['has_pkru']['start'] = self._io.pos()
            self.has_pkru = self._io.read_bits_int_le(1) != 0
            self._debug['has_pkru']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_cet_u']['start'] = self._io.pos()
            self.has_cet_u = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet_u']['end'] = self._io.pos()
            self._debug['has_cet_s']['start'] = self._io.pos()
            self.has_cet_s = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet_s']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(4)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_tile_cfg']['start'] = self._io.pos()
            self.has_tile_cfg = self._io.read_bits_int_le(1) != 0
            self._debug['has_tile_cfg']['end'] = self._io.pos()
            self._debug['has_tile_data']['start'] = self._io.pos()
            self.has_tile_data = self._io.read_bits_int_le(1) != 0
            self._debug['has_tile_data']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(13)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(30)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_lwp']['start'] = self._io.pos()
            self.has_lwp = self._io.read_bits_int_le(1) != 0
            self._debug['has_lwp']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved5']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class ZmmHigh(KaitaiStruct):
        """Bits 256 to 511 of an AVX-512 register.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["words"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ZmmHigh, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['words']['start'] = self._io.pos()
            self._debug['words']['arr'] = []
            self.words = []
            for i in range(4):
                self._debug['words']['arr'].append({'start': self._io.pos()})
                self.words.append(self._io.read_u8le())
                self._debug['words']['arr'][i]['end'] = self._io.pos()

            self._debug['words']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.words)):
                pass



    class ZmmRegister(KaitaiStruct):
        """A whole AVX-512 register.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        """
        SEQ_FIELDS = ["words"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86XsaveArea.ZmmRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['words']['start'] = self._io.pos()
            self._debug['words']['arr'] = []
            self.words = []
            for i in range(8):
                self._debug['words']['arr'].append({'start': self._io.pos()})
                self.words.append(self._io.read_u8le())
                self._debug['words']['arr'][i]['end'] = self._io.pos()

            self._debug['words']['end'] = self._io.pos()


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
            self._debug['_m_components']['start'] = self._io.pos()
            self._raw__m_components = self._io.read_bytes_full()
            _io__raw__m_components = KaitaiStream(BytesIO(self._raw__m_components))
            self._m_components = X86XsaveArea.XsaveComponents(_io__raw__m_components, self, self._root)
            self._m_components._read()
            self._debug['_m_components']['end'] = self._io.pos()
            self._io.seek(_pos)

        return getattr(self, '_m_components', None)

    @property
    def data(self):
        """All of it as octets."""
        if hasattr(self, '_m_data'):
            return self._m_data

        _pos = self._io.pos()
        self._io.seek(0)
        self._debug['_m_data']['start'] = self._io.pos()
        self._m_data = self._io.read_bytes_full()
        self._debug['_m_data']['end'] = self._io.pos()
        self._io.seek(_pos)
        return getattr(self, '_m_data', None)

    @property
    def fxsave(self):
        """x87 and SSE, components 0 and 1."""
        if hasattr(self, '_m_fxsave'):
            return self._m_fxsave

        _pos = self._io.pos()
        self._io.seek(0)
        self._debug['_m_fxsave']['start'] = self._io.pos()
        self._raw__m_fxsave = self._io.read_bytes(512)
        _io__raw__m_fxsave = KaitaiStream(BytesIO(self._raw__m_fxsave))
        self._m_fxsave = X86XsaveArea.FxsaveArea(_io__raw__m_fxsave, self, self._root)
        self._m_fxsave._read()
        self._debug['_m_fxsave']['end'] = self._io.pos()
        self._io.seek(_pos)
        return getattr(self, '_m_fxsave', None)

    @property
    def header(self):
        if hasattr(self, '_m_header'):
            return self._m_header

        _pos = self._io.pos()
        self._io.seek(512)
        self._debug['_m_header']['start'] = self._io.pos()
        self._raw__m_header = self._io.read_bytes(64)
        _io__raw__m_header = KaitaiStream(BytesIO(self._raw__m_header))
        self._m_header = X86XsaveArea.XsaveHeader(_io__raw__m_header, self, self._root)
        self._m_header._read()
        self._debug['_m_header']['end'] = self._io.pos()
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
            self._debug['_m_ymm_highs']['start'] = self._io.pos()
            self._debug['_m_ymm_highs']['arr'] = []
            self._m_ymm_highs = []
            for i in range(16):
                self._debug['_m_ymm_highs']['arr'].append({'start': self._io.pos()})
                _t__m_ymm_highs = X86XsaveArea.VectorRegister(self._io, self, self._root)
                try:
                    _t__m_ymm_highs._read()
                finally:
                    self._m_ymm_highs.append(_t__m_ymm_highs)
                self._debug['_m_ymm_highs']['arr'][i]['end'] = self._io.pos()

            self._debug['_m_ymm_highs']['end'] = self._io.pos()
            self._io.seek(_pos)

        return getattr(self, '_m_ymm_highs', None)


