//! Which failures are findings. libfuzzer-sys ends the process at each panic, but readers catch those of
//! the libraries that they stand on, and the file is then a damaged one: no finding. One of our own
//! code is a finding also where it is caught, as it hides behind the same message.
//!
//! A library that asks for more memory than there is ends the process that a file is read in, and that
//! is answered as well. Here it is a panic of the library.

use std::alloc;
use std::panic::{self, PanicHookInfo};
use std::process::abort;

/// Lets failures of libraries unwind to whoever catches them. Where nobody does, the process still ends:
/// libfuzzer-sys catches what comes out of a target, and aborts.
pub fn let_libraries_unwind() {
    // The first is that of libfuzzer-sys, the second tells on the terminal.
    let _ = panic::take_hook();
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !is_of_library(panic) {
            tell(panic);
            abort();
        }
    }));
    alloc::set_alloc_error_hook(|_| panic::resume_unwind(Box::new("out of memory")));
}

/// Whether a panic arose in code that came from a registry. The standard library names who called it.
fn is_of_library(panic: &PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|place| place.file().contains("/registry/src/"))
}
