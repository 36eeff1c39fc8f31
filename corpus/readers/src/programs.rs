//! Programs of others that read what this one cannot (LibreOffice, tesseract, pdftoppm): where they
//! are, and running one for a limited time.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(20);

/// The program of one of these names that is on the search path or in one of the places.
pub(crate) fn find(names: &[&str], places: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(places.iter().map(PathBuf::from));
    let mut programs = folders.flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    programs.find(|program| program.is_file())
}

/// Runs a program to its end.
///
/// # Errors
/// It cannot be run; or, of the kind `TimedOut`, it was ended after `patience`.
pub(crate) fn run(command: &mut Command, patience: Duration) -> std::io::Result<()> {
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > patience {
            let _ = child.kill();
            let _ = child.wait();
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(LOOK);
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_end_in_time() {
        let run =
            |script: &str| run(Command::new("sh").args(["-c", script]), Duration::from_millis(400));
        assert!(run("exit 1").is_ok());
        assert_eq!(run("exec sleep 20").unwrap_err().kind(), std::io::ErrorKind::TimedOut);
        assert!(find(&["sh"], &[]).is_some());
        assert!(find(&["there is no such program"], &["/"]).is_none());
    }
}
