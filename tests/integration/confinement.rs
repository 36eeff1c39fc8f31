//! What an office program may do that converts a file: reach nothing that the file points at, and
//! live no longer than the run.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::file_limits::zipped;
use crate::program::Environment;

const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody who waits to be asked, and the port where.
fn listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

fn was_asked(listener: &TcpListener) -> bool {
    match listener.accept() {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::WouldBlock);
            false
        }
    }
}

/// The program in an environment where a script plays the office program.
fn with_office(environment: &Environment, script: &str, args: &[&str]) -> Command {
    let office = environment.write("bin/soffice", format!("#!/bin/bash\n{script}\n"));
    fs::set_permissions(&office, fs::Permissions::from_mode(0o755)).unwrap();
    let mut path = OsString::from(office.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut command = environment.command(args);
    command.env("PATH", path);
    command
}

#[test]
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
fn an_office_program_reaches_no_network() {
    let environment = Environment::new();
    let (listener, port) = listener();
    environment.write("库/旧.odt", pointing_elsewhere(port, Path::new("/")));
    let ask = format!("exec 3<>/dev/tcp/127.0.0.1/{port}");
    assert!(Command::new("bash").args(["-c", &ask]).status().unwrap().success());
    assert!(was_asked(&listener));
    let ran = environment.library().join("ran");
    let script = format!("touch {}; {ask}", ran.display());
    let outcome = with_office(&environment, &script, &["index", "库"]).output().unwrap();
    assert!(ran.exists(), "{outcome:?}");
    assert!(!was_asked(&listener));
}

#[test]
#[cfg(target_os = "linux")]
fn an_office_program_dies_with_the_run() {
    let environment = Environment::new();
    environment.write("库/旧.odt", pointing_elsewhere(0, Path::new("/")));
    let number = environment.library().join("number");
    let script = format!("echo $$ > {}; exec sleep 45", number.display());
    let mut run = with_office(&environment, &script, &["index", "库"]).spawn().unwrap();
    let process = wait_for(|| {
        let number = fs::read_to_string(&number).ok()?;
        number.ends_with('\n').then(|| PathBuf::from("/proc").join(number.trim()))
    });
    assert!(is_running(&process));
    run.kill().unwrap();
    run.wait().unwrap();
    wait_for(|| (!is_running(&process)).then_some(()));
}

/// Whether a process is there and has not ended.
fn is_running(process: &Path) -> bool {
    let status = fs::read_to_string(process.join("stat")).unwrap_or_default();
    status.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with(" Z"))
}

fn wait_for<T>(what: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = what() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "it takes too long");
        sleep(Duration::from_millis(20));
    }
}

/// A text of OpenDocument that shows a picture of another host, and a section of another file.
fn pointing_elsewhere(port: u16, other: &Path) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:text>
<text:p>珊瑚管理办法</text:p><text:p>第一条 珊瑚应当登记。</text:p>
<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="s"><text:section-source xlink:href="file://{}" text:filter-name="Text"/><text:p>原来的内容</text:p></text:section>
</office:text></office:body></office:document-content>"#,
        other.display()
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

#[test]
fn libre_office_takes_in_nothing_that_a_document_points_at() {
    if !crate::file_formats::has_office() {
        eprintln!("skipped: no LibreOffice");
        return;
    }
    let environment = Environment::new();
    let other = environment.write("别处/秘密.txt", "麒麟应当保密。\n");
    let (listener, port) = listener();
    environment.write("库/珊瑚.odt", pointing_elsewhere(port, &other));
    environment.check(&["index", "库"], 0, &[]);
    assert_eq!(environment.total(&["--literal", "珊瑚应当登记"]), 1);
    assert_eq!(environment.total(&["--literal", "麒麟应当保密"]), 0);
    assert!(!was_asked(&listener));
}
