//! Prints the lines of streams, by the generated Rust parser; see ../README.md.
//!
//! The parser is that of one spec which has all others as its types: what the compiler writes reads
//! a type of an imported spec without a root, and such a type has to have one.
#[allow(warnings, clippy::all)]
mod all_specs;
mod bodies;
mod counts;
mod driver;
mod leaves;

use driver::Driver;
use serde_json::{json, Value};
use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};

fn print(out: &mut dyn Write, line: &Value) {
    writeln!(out, "{line}").expect("the output takes a line");
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    for told in io::stdin().lock().lines() {
        let told = told?;
        let (format, path) = told.split_once(' ').ok_or("a line is FORMAT PATH")?;
        print(&mut out, &json!({"file": path}));
        Driver::new(std::fs::read(path)?, &mut |line| print(&mut out, line)).lines(format);
        out.flush()?;
    }
    Ok(())
}
