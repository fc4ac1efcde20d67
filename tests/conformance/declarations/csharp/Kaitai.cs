using System;

namespace Kaitai
{
    public abstract class KaitaiStruct
    {
        protected KaitaiStream m_io;

        public KaitaiStruct(KaitaiStream io) { m_io = io; }
        public KaitaiStream M_Io { get { return m_io; } }
    }

    public class KaitaiStream
    {
        public KaitaiStream(string path) { throw new NotImplementedException(); }
        public KaitaiStream(byte[] octets) { throw new NotImplementedException(); }

        public bool IsEof { get { throw new NotImplementedException(); } }
        public long Pos { get { throw new NotImplementedException(); } }
        public long Size { get { throw new NotImplementedException(); } }
        public void Seek(long to) { throw new NotImplementedException(); }

        public sbyte ReadS1() { throw new NotImplementedException(); }
        public long ReadS8le() { throw new NotImplementedException(); }
        public byte ReadU1() { throw new NotImplementedException(); }
        public ushort ReadU2be() { throw new NotImplementedException(); }
        public ushort ReadU2le() { throw new NotImplementedException(); }
        public uint ReadU4be() { throw new NotImplementedException(); }
        public uint ReadU4le() { throw new NotImplementedException(); }
        public ulong ReadU8be() { throw new NotImplementedException(); }
        public ulong ReadU8le() { throw new NotImplementedException(); }
        public ulong ReadBitsIntLe(int count) { throw new NotImplementedException(); }
        public byte[] ReadBytes(long count) { throw new NotImplementedException(); }
        public byte[] ReadBytes(ulong count) { throw new NotImplementedException(); }
        public byte[] ReadBytesFull() { throw new NotImplementedException(); }

        public byte[] ReadBytesTerm(byte term, bool include, bool consume, bool eosError)
        {
            throw new NotImplementedException();
        }

        public static byte[] BytesTerminate(byte[] octets, byte term, bool include)
        {
            throw new NotImplementedException();
        }

        public static int Mod(int number, int by) { throw new NotImplementedException(); }
        public static long Mod(long number, long by) { throw new NotImplementedException(); }
    }

    public class UndecidedEndiannessError : Exception
    {
    }

    public class ValidationNotEqualError : Exception
    {
        public ValidationNotEqualError(object wanted, object got, KaitaiStream io, string path)
        {
        }
    }
}
