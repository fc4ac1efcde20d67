//! A runtime for the Rust parser that the Kaitai Struct compiler 0.11 writes from the specs here.
//!
//! It exists because no registry has one: the crate `kaitai` 0.1.2 that is published is for other
//! parsers. It has what this project's parser and driver call, and no more. To run them with the
//! official runtime, put that in the place of this folder: the crate has the same name, and what
//! is here is called alike.
//!
//! A clone of a reader shares its position, as in the runtimes of the other languages: an instance
//! at `pos: _io.pos` is looked for where the reading stands, and not where its type began.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::{Rc, Weak};

pub type KResult<T> = Result<T, KError>;

/// Why a stream was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KError {
    ValidationFailed(ValidationFailedError),
    UndecidedEndianness {
        src_path: String,
    },
    /// Anything that the runtime itself finds, in words. The parser makes the others.
    Refused(&'static str),
}

/// A value that the spec's `valid` does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationFailedError {
    pub kind: ValidationKind,
    pub src_path: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValidationKind {
    NotEqual,
}

/// What a type has of its root, its parent and itself: nothing that keeps them alive.
#[derive(Clone, Debug, Default)]
pub struct SharedType<T>(RefCell<Weak<T>>);

impl<T> SharedType<T> {
    pub fn get(&self) -> KResult<OptRc<T>> {
        let alive = self.0.borrow().upgrade();
        let alive = alive.ok_or(KError::Refused("the type has no parent or root"))?;
        Ok(OptRc(Some(alive)))
    }

    pub fn get_value(&self) -> &RefCell<Weak<T>> {
        &self.0
    }

    /// Refers to what is given, or to nothing where that is an error.
    pub fn set(&self, to: KResult<OptRc<T>>) {
        let alive = to.ok().and_then(|OptRc(given)| given);
        self.0
            .replace(alive.as_ref().map(Rc::downgrade).unwrap_or_default());
    }
}

/// A type that was read; none in a field whose `if` left it out.
#[derive(Clone, Debug, Default)]
pub struct OptRc<T>(Option<Rc<T>>);

impl<T> OptRc<T> {
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl<T> Deref for OptRc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().expect("a field that is not there")
    }
}

/// A type of a spec.
pub trait KStruct: Default + 'static {
    type Root: KStruct;
    type Parent: KStruct;

    fn read<S: KStream>(
        self_rc: &OptRc<Self>,
        io: &S,
        root: SharedType<Self::Root>,
        parent: SharedType<Self::Parent>,
    ) -> KResult<()>;

    fn read_into<S: KStream, T: KStruct>(
        io: &S,
        root: Option<SharedType<T::Root>>,
        parent: Option<SharedType<T::Parent>>,
    ) -> KResult<OptRc<T>> {
        Self::read_into_with_init(io, root, parent, &|_| Ok(()))
    }

    /// Reads a type whose parameters or endianness `init` sets. One without a root is the root.
    fn read_into_with_init<S: KStream, T: KStruct>(
        io: &S,
        root: Option<SharedType<T::Root>>,
        parent: Option<SharedType<T::Parent>>,
        init: &dyn Fn(&mut T) -> KResult<()>,
    ) -> KResult<OptRc<T>> {
        let mut fresh = T::default();
        init(&mut fresh)?;
        let fresh = Rc::new(fresh);
        let root = match root {
            Some(given) => given,
            None => as_root(fresh.clone())?,
        };
        let fresh = OptRc(Some(fresh));
        T::read(&fresh, io, root, parent.unwrap_or_default())?;
        Ok(fresh)
    }
}

fn as_root<R: 'static>(fresh: Rc<dyn Any>) -> KResult<SharedType<R>> {
    let root = fresh
        .downcast()
        .map_err(|_| KError::Refused("the type needs a root and is none"))?;
    Ok(SharedType(RefCell::new(Rc::downgrade(&root))))
}

/// The parent of a type that has several or none.
#[derive(Clone, Debug, Default)]
pub struct KStructUnit;

impl KStruct for KStructUnit {
    type Root = Self;
    type Parent = Self;

    fn read<S: KStream>(
        _: &OptRc<Self>,
        _: &S,
        _: SharedType<Self>,
        _: SharedType<Self>,
    ) -> KResult<()> {
        Ok(())
    }
}

/// What a type is read from. Nothing is allocated for octets that are not there.
pub trait KStream {
    fn clone(&self) -> BytesReader;
    fn size(&self) -> usize;
    fn pos(&self) -> usize;
    fn seek(&self, position: usize) -> KResult<()>;

    fn is_eof(&self) -> bool {
        self.pos() >= self.size()
    }

    fn read_bytes(&self, count: usize) -> KResult<Vec<u8>>;
    fn read_bytes_full(&self) -> KResult<Vec<u8>>;

    /// Reads up to a terminator, which stays where `consume` is not set.
    fn read_bytes_term(
        &self,
        terminator: u8,
        include: bool,
        consume: bool,
        eos_error: bool,
    ) -> KResult<Vec<u8>>;

    fn read_array<const N: usize>(&self) -> KResult<[u8; N]>;

    /// Reads bits, the lowest of an octet first; what is left of an octet is for the next call.
    fn read_bits_int_le(&self, count: usize) -> KResult<u64>;

    fn read_s1(&self) -> KResult<i8> {
        self.read_array().map(i8::from_le_bytes)
    }

    fn read_s8le(&self) -> KResult<i64> {
        self.read_array().map(i64::from_le_bytes)
    }

    fn read_u1(&self) -> KResult<u8> {
        self.read_array().map(u8::from_le_bytes)
    }

    fn read_u2be(&self) -> KResult<u16> {
        self.read_array().map(u16::from_be_bytes)
    }

    fn read_u2le(&self) -> KResult<u16> {
        self.read_array().map(u16::from_le_bytes)
    }

    fn read_u4be(&self) -> KResult<u32> {
        self.read_array().map(u32::from_be_bytes)
    }

    fn read_u4le(&self) -> KResult<u32> {
        self.read_array().map(u32::from_le_bytes)
    }

    fn read_u8be(&self) -> KResult<u64> {
        self.read_array().map(u64::from_be_bytes)
    }

    fn read_u8le(&self) -> KResult<u64> {
        self.read_array().map(u64::from_le_bytes)
    }
}

/// Reads octets in the memory, which its clones share.
#[derive(Clone, Debug, Default)]
pub struct BytesReader {
    octets: Rc<Vec<u8>>,
    position: Rc<Cell<usize>>,
    /// Bits that are left of the last octet, and how many.
    bits: Rc<Cell<(u128, usize)>>,
}

impl From<Vec<u8>> for BytesReader {
    fn from(octets: Vec<u8>) -> Self {
        let octets = Rc::new(octets);
        Self {
            octets,
            position: Rc::default(),
            bits: Rc::default(),
        }
    }
}

impl BytesReader {
    /// What is left; nothing after a seek behind the end.
    fn rest(&self) -> &[u8] {
        self.octets.get(self.pos()..).unwrap_or_default()
    }

    fn take(&self, count: usize) -> KResult<&[u8]> {
        let taken = self.rest().get(..count);
        let taken = taken.ok_or(KError::Refused("the octets end too early"))?;
        self.position.set(self.pos() + count);
        Ok(taken)
    }
}

impl KStream for BytesReader {
    fn clone(&self) -> BytesReader {
        Clone::clone(self)
    }

    fn size(&self) -> usize {
        self.octets.len()
    }

    fn pos(&self) -> usize {
        self.position.get()
    }

    fn seek(&self, position: usize) -> KResult<()> {
        self.position.set(position);
        self.bits.set((0, 0));
        Ok(())
    }

    fn read_bits_int_le(&self, count: usize) -> KResult<u64> {
        let (mut bits, mut left) = self.bits.get();
        while left < count {
            bits |= u128::from(self.read_u1()?) << left;
            left += 8;
        }
        self.bits.set((bits >> count, left - count));
        Ok((bits & ((1 << count) - 1)) as u64)
    }

    fn read_bytes(&self, count: usize) -> KResult<Vec<u8>> {
        self.take(count).map(<[u8]>::to_vec)
    }

    fn read_bytes_full(&self) -> KResult<Vec<u8>> {
        self.read_bytes(self.rest().len())
    }

    fn read_bytes_term(
        &self,
        terminator: u8,
        include: bool,
        consume: bool,
        eos_error: bool,
    ) -> KResult<Vec<u8>> {
        let Some(length) = self.rest().iter().position(|&octet| octet == terminator) else {
            return if eos_error {
                Err(KError::Refused("no terminator ends the text"))
            } else {
                self.read_bytes_full()
            };
        };
        let octets = self.rest()[..length + usize::from(include)].to_vec();
        self.take(length + usize::from(consume))?;
        Ok(octets)
    }

    fn read_array<const N: usize>(&self) -> KResult<[u8; N]> {
        let taken = self.take(N)?;
        Ok(*taken.first_chunk().expect("as many as were taken"))
    }
}

/// Decodes a text. The specs have no other encoding than ISO 8859-1, whose octets are the first
/// characters of Unicode.
#[allow(clippy::ptr_arg)] // The parser's `.into()` has to find one type.
pub fn bytes_to_str(octets: &Vec<u8>, encoding: &str) -> KResult<String> {
    match encoding {
        "ISO-8859-1" => Ok(octets.iter().copied().map(char::from).collect()),
        _ => Err(KError::Refused("the encoding is not ISO 8859-1")),
    }
}

/// What stands before a terminator; all where there is none.
#[allow(clippy::ptr_arg)] // The parser's `.into()` has to find one type.
pub fn bytes_terminate(octets: &Vec<u8>, terminator: u8, include: bool) -> Vec<u8> {
    let found = octets.iter().position(|&octet| octet == terminator);
    let end = found.map_or(octets.len(), |at| at + usize::from(include));
    octets[..end].to_vec()
}

/// The remainder that is never negative.
pub fn modulo(dividend: i64, divisor: i64) -> i64 {
    dividend.rem_euclid(divisor)
}
