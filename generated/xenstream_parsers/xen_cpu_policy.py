# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XenCpuPolicy(KaitaiStruct):
    """The CPUID leaves that a domain sees, as XEN_DOMCTL_get_cpu_policy gives them,
    one after the other. MSRs are listed the same way: see `msr_list`. All
    integers are little-endian, whatever the endianness of the stream around it:
    they are an x86 processor's and Xen's on it.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
    """

    class CpuidIndex(IntEnum):
        vendor = 0
        signature = 1
        cache = 4
        monitor = 5
        power = 6
        features = 7
        performance = 10
        topology = 11
        xstate = 13
        hypervisor = 1073741824
        hypervisor2 = 1073742080

    class ExtendedCpuidIndex(IntEnum):
        vendor = 0
        signature = 1
        brand1 = 2
        brand2 = 3
        brand3 = 4
        l1_cache = 5
        l2_cache = 6
        power = 7
        addresses = 8
        svm = 10
        lwp = 28
        features2 = 33

    class ExtendedMsrIndex(IntEnum):
        tsc_aux = 259
        virt_spec_ctrl = 65823
        amd64_dr1_address_mask = 69657
        amd64_dr2_address_mask = 69658
        amd64_dr3_address_mask = 69659
        amd64_dr0_address_mask = 69671

    class MsrIndex(IntEnum):
        spec_ctrl = 72
        intel_platform_info = 206
        arch_capabilities = 266
        intel_misc_features_enables = 320
        pkrs = 1761
        ia32_bndcfgs = 3472
        xss = 3488
    def __init__(self, _io, _parent=None, _root=None):
        super(XenCpuPolicy, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        pass


    def _fetch_instances(self):
        pass
        _ = self.leaves
        if hasattr(self, '_m_leaves'):
            pass
            for i in range(len(self._m_leaves)):
                pass
                self._m_leaves[i]._fetch_instances()



    class CpuidLeaf(KaitaiStruct):
        """What CPUID answers for one leaf, or for one subleaf of it.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenCpuPolicy.CpuidLeaf, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.leaf = self._io.read_u4le()
            self.subleaf = self._io.read_u4le()
            self.eax = self._io.read_u4le()
            self.ebx = self._io.read_u4le()
            self.ecx = self._io.read_u4le()
            self.edx = self._io.read_u4le()


        def _fetch_instances(self):
            pass
            _ = self.features_1c
            if hasattr(self, '_m_features_1c'):
                pass
                self._m_features_1c._fetch_instances()

            _ = self.features_1d
            if hasattr(self, '_m_features_1d'):
                pass
                self._m_features_1d._fetch_instances()

            _ = self.features_7a1
            if hasattr(self, '_m_features_7a1'):
                pass
                self._m_features_7a1._fetch_instances()

            _ = self.features_7b0
            if hasattr(self, '_m_features_7b0'):
                pass
                self._m_features_7b0._fetch_instances()

            _ = self.features_7b1
            if hasattr(self, '_m_features_7b1'):
                pass
                self._m_features_7b1._fetch_instances()

            _ = self.features_7c0
            if hasattr(self, '_m_features_7c0'):
                pass
                self._m_features_7c0._fetch_instances()

            _ = self.features_7c1
            if hasattr(self, '_m_features_7c1'):
                pass
                self._m_features_7c1._fetch_instances()

            _ = self.features_7d0
            if hasattr(self, '_m_features_7d0'):
                pass
                self._m_features_7d0._fetch_instances()

            _ = self.features_7d1
            if hasattr(self, '_m_features_7d1'):
                pass
                self._m_features_7d1._fetch_instances()

            _ = self.features_7d2
            if hasattr(self, '_m_features_7d2'):
                pass
                self._m_features_7d2._fetch_instances()

            _ = self.features_da1
            if hasattr(self, '_m_features_da1'):
                pass
                self._m_features_da1._fetch_instances()

            _ = self.features_e1c
            if hasattr(self, '_m_features_e1c'):
                pass
                self._m_features_e1c._fetch_instances()

            _ = self.features_e1d
            if hasattr(self, '_m_features_e1d'):
                pass
                self._m_features_e1d._fetch_instances()

            _ = self.features_e21a
            if hasattr(self, '_m_features_e21a'):
                pass
                self._m_features_e21a._fetch_instances()

            _ = self.features_e21c
            if hasattr(self, '_m_features_e21c'):
                pass
                self._m_features_e21c._fetch_instances()

            _ = self.features_e7d
            if hasattr(self, '_m_features_e7d'):
                pass
                self._m_features_e7d._fetch_instances()

            _ = self.features_e8b
            if hasattr(self, '_m_features_e8b'):
                pass
                self._m_features_e8b._fetch_instances()


        @property
        def cpuid_index(self):
            """Its name, below 0x80000000."""
            if hasattr(self, '_m_cpuid_index'):
                return self._m_cpuid_index

            self._m_cpuid_index = KaitaiStream.resolve_enum(XenCpuPolicy.CpuidIndex, self.leaf)
            return getattr(self, '_m_cpuid_index', None)

        @property
        def extended_cpuid_index(self):
            """Its name, from 0x80000000 on: enums of some languages hold no larger
            numbers than 31 bits.
            """
            if hasattr(self, '_m_extended_cpuid_index'):
                return self._m_extended_cpuid_index

            if self.leaf >= 2147483648:
                pass
                self._m_extended_cpuid_index = KaitaiStream.resolve_enum(XenCpuPolicy.ExtendedCpuidIndex, (self.leaf & 2147483647))

            return getattr(self, '_m_extended_cpuid_index', None)

        @property
        def features_1c(self):
            """The bits of `ecx`."""
            if hasattr(self, '_m_features_1c'):
                return self._m_features_1c

            if self.leaf == 1:
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._m_features_1c = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features1c(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_1c', None)

        @property
        def features_1d(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_1d'):
                return self._m_features_1d

            if self.leaf == 1:
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_1d = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features1d(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_1d', None)

        @property
        def features_7a1(self):
            """The bits of `eax`."""
            if hasattr(self, '_m_features_7a1'):
                return self._m_features_7a1

            if  ((self.leaf == 7) and (self.subleaf == 1)) :
                pass
                _pos = self._io.pos()
                self._io.seek(8)
                self._m_features_7a1 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7a1(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7a1', None)

        @property
        def features_7b0(self):
            """The bits of `ebx`."""
            if hasattr(self, '_m_features_7b0'):
                return self._m_features_7b0

            if  ((self.leaf == 7) and (self.subleaf == 0)) :
                pass
                _pos = self._io.pos()
                self._io.seek(12)
                self._m_features_7b0 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7b0(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7b0', None)

        @property
        def features_7b1(self):
            """The bits of `ebx`."""
            if hasattr(self, '_m_features_7b1'):
                return self._m_features_7b1

            if  ((self.leaf == 7) and (self.subleaf == 1)) :
                pass
                _pos = self._io.pos()
                self._io.seek(12)
                self._m_features_7b1 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7b1(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7b1', None)

        @property
        def features_7c0(self):
            """The bits of `ecx`."""
            if hasattr(self, '_m_features_7c0'):
                return self._m_features_7c0

            if  ((self.leaf == 7) and (self.subleaf == 0)) :
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._m_features_7c0 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7c0(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7c0', None)

        @property
        def features_7c1(self):
            """The bits of `ecx`."""
            if hasattr(self, '_m_features_7c1'):
                return self._m_features_7c1

            if  ((self.leaf == 7) and (self.subleaf == 1)) :
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._m_features_7c1 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7c1(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7c1', None)

        @property
        def features_7d0(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_7d0'):
                return self._m_features_7d0

            if  ((self.leaf == 7) and (self.subleaf == 0)) :
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_7d0 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7d0(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7d0', None)

        @property
        def features_7d1(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_7d1'):
                return self._m_features_7d1

            if  ((self.leaf == 7) and (self.subleaf == 1)) :
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_7d1 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7d1(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7d1', None)

        @property
        def features_7d2(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_7d2'):
                return self._m_features_7d2

            if  ((self.leaf == 7) and (self.subleaf == 2)) :
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_7d2 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.Features7d2(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_7d2', None)

        @property
        def features_da1(self):
            """The bits of `eax`."""
            if hasattr(self, '_m_features_da1'):
                return self._m_features_da1

            if  ((self.leaf == 13) and (self.subleaf == 1)) :
                pass
                _pos = self._io.pos()
                self._io.seek(8)
                self._m_features_da1 = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesDa1(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_da1', None)

        @property
        def features_e1c(self):
            """The bits of `ecx`."""
            if hasattr(self, '_m_features_e1c'):
                return self._m_features_e1c

            if self.leaf == 2147483649:
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._m_features_e1c = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE1c(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e1c', None)

        @property
        def features_e1d(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_e1d'):
                return self._m_features_e1d

            if self.leaf == 2147483649:
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_e1d = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE1d(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e1d', None)

        @property
        def features_e21a(self):
            """The bits of `eax`."""
            if hasattr(self, '_m_features_e21a'):
                return self._m_features_e21a

            if self.leaf == 2147483681:
                pass
                _pos = self._io.pos()
                self._io.seek(8)
                self._m_features_e21a = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE21a(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e21a', None)

        @property
        def features_e21c(self):
            """The bits of `ecx`."""
            if hasattr(self, '_m_features_e21c'):
                return self._m_features_e21c

            if self.leaf == 2147483681:
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._m_features_e21c = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE21c(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e21c', None)

        @property
        def features_e7d(self):
            """The bits of `edx`."""
            if hasattr(self, '_m_features_e7d'):
                return self._m_features_e7d

            if self.leaf == 2147483655:
                pass
                _pos = self._io.pos()
                self._io.seek(20)
                self._m_features_e7d = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE7d(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e7d', None)

        @property
        def features_e8b(self):
            """The bits of `ebx`."""
            if hasattr(self, '_m_features_e8b'):
                return self._m_features_e8b

            if self.leaf == 2147483656:
                pass
                _pos = self._io.pos()
                self._io.seek(12)
                self._m_features_e8b = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesE8b(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_e8b', None)

        @property
        def has_subleaf(self):
            """Whether the leaf has any."""
            if hasattr(self, '_m_has_subleaf'):
                return self._m_has_subleaf

            self._m_has_subleaf = self.subleaf != 4294967295
            return getattr(self, '_m_has_subleaf', None)


    class MsrEntry(KaitaiStruct):
        """One model-specific register: of X86_MSR_POLICY, of X86_PV_VCPU_MSRS and of
        HVM_CONTEXT's CPU_MSR, which are alike.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenCpuPolicy.MsrEntry, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.index = self._io.read_u4le()
            self.reserved1 = self._io.read_u4le()
            self.value = self._io.read_u8le()


        def _fetch_instances(self):
            pass
            _ = self.features_m10ah
            if hasattr(self, '_m_features_m10ah'):
                pass
                self._m_features_m10ah._fetch_instances()

            _ = self.features_m10al
            if hasattr(self, '_m_features_m10al'):
                pass
                self._m_features_m10al._fetch_instances()


        @property
        def extended_msr(self):
            """Its name, from 0xc0000000 on: enums of some languages hold no larger
            numbers than 31 bits.
            """
            if hasattr(self, '_m_extended_msr'):
                return self._m_extended_msr

            if self.index >= 3221225472:
                pass
                self._m_extended_msr = KaitaiStream.resolve_enum(XenCpuPolicy.ExtendedMsrIndex, (self.index & 1073741823))

            return getattr(self, '_m_extended_msr', None)

        @property
        def features_m10ah(self):
            """Bits 32 to 63 of `value`."""
            if hasattr(self, '_m_features_m10ah'):
                return self._m_features_m10ah

            if self.index == 266:
                pass
                _pos = self._io.pos()
                self._io.seek(12)
                self._m_features_m10ah = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesM10ah(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_m10ah', None)

        @property
        def features_m10al(self):
            """Bits 0 to 31 of `value`."""
            if hasattr(self, '_m_features_m10al'):
                return self._m_features_m10al

            if self.index == 266:
                pass
                _pos = self._io.pos()
                self._io.seek(8)
                self._m_features_m10al = xenstream_parsers.x86_cpu_features.X86CpuFeatures.FeaturesM10al(self._io)
                self._io.seek(_pos)

            return getattr(self, '_m_features_m10al', None)

        @property
        def msr(self):
            """Its name, below 0xc0000000."""
            if hasattr(self, '_m_msr'):
                return self._m_msr

            self._m_msr = KaitaiStream.resolve_enum(XenCpuPolicy.MsrIndex, self.index)
            return getattr(self, '_m_msr', None)


    class MsrList(KaitaiStruct):
        """The MSRs that a domain is told what its processor can do by, as
        XEN_DOMCTL_get_cpu_policy gives them, or those of a PV vcpu, as
        XEN_DOMCTL_get_vcpu_msrs does. Nothing is parsed before `msrs` is read.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenCpuPolicy.MsrList, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.msrs
            if hasattr(self, '_m_msrs'):
                pass
                for i in range(len(self._m_msrs)):
                    pass
                    self._m_msrs[i]._fetch_instances()



        @property
        def msrs(self):
            if hasattr(self, '_m_msrs'):
                return self._m_msrs

            _pos = self._io.pos()
            self._io.seek(0)
            self._raw__m_msrs = []
            self._m_msrs = []
            i = 0
            while not self._io.is_eof():
                self._raw__m_msrs.append(self._io.read_bytes(16))
                _io__raw__m_msrs = KaitaiStream(BytesIO(self._raw__m_msrs[-1]))
                self._m_msrs.append(XenCpuPolicy.MsrEntry(_io__raw__m_msrs, self, self._root))
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_msrs', None)


    @property
    def leaves(self):
        if hasattr(self, '_m_leaves'):
            return self._m_leaves

        _pos = self._io.pos()
        self._io.seek(0)
        self._raw__m_leaves = []
        self._m_leaves = []
        i = 0
        while not self._io.is_eof():
            self._raw__m_leaves.append(self._io.read_bytes(24))
            _io__raw__m_leaves = KaitaiStream(BytesIO(self._raw__m_leaves[-1]))
            self._m_leaves.append(XenCpuPolicy.CpuidLeaf(_io__raw__m_leaves, self, self._root))
            i += 1

        self._io.seek(_pos)
        return getattr(self, '_m_leaves', None)


