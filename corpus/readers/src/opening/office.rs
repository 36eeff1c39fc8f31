//! Formats that only an office program reads (DOC, WPS, RTF, ODT, PPT): LibreOffice converts them where it is installed, and the result is read instead.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::error::{ConversionFault, Error, Result};
use crate::opening::dispatch;
use crate::opening::format::Format;
use crate::programs;
use crate::source::{Origin, Sink};

/// How long a conversion may take.
const PATIENCE: Duration = Duration::from_secs(50);

/// Names of the program on the search path.
const NAMES: [&str; 4] = ["soffice", "libreoffice", "soffice.exe", "soffice.com"];

/// Where the program is when it is not on the search path.
const PLACES: [&str; 5] = [
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:\\Program Files\\LibreOffice\\program",
    "C:\\Program Files (x86)\\LibreOffice\\program",
];

/// What the program must not do: run what a document brings with it, or take in what a document only
/// points at, another file or address.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"#;

/// Reads a file as what LibreOffice makes of it.
pub(crate) fn read_converted(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let program = programs::find(&NAMES, &PLACES)
        .ok_or_else(|| Error::NeedsOffice { path: origin.path.to_owned() })?;
    let converted = convert(&program, bytes, origin)?;
    match Format::of(Format::Word, &converted, origin)? {
        Format::Office => Err(failed(origin, ConversionFault::Unreadable)),
        format => dispatch(format, &converted, origin, sink),
    }
}

fn failed(origin: Origin<'_>, fault: ConversionFault) -> Error {
    Error::Conversion { path: origin.path.to_owned(), fault }
}

/// The extension of the format to convert to.
fn target(extension: &str) -> &'static str {
    match extension {
        "xls" | "xlsx" | "xlsm" | "et" | "ett" | "ods" | "xlsb" => "xlsx",
        "ppt" | "pps" | "dps" | "odp" => "pptx",
        _ => "docx",
    }
}

/// The converted file. Everything that LibreOffice writes is in a folder that goes away.
fn convert(program: &Path, bytes: &[u8], origin: Origin<'_>) -> Result<Vec<u8>> {
    let extension = origin.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let target = target(&extension);
    let folder = tempfile::tempdir().map_err(|error| origin.read_error(error))?;
    // Names of its own keep it from guessing the format by a wrong one.
    let input = folder.path().join(format!("input.{extension}"));
    fs::write(&input, bytes).map_err(|error| origin.read_error(error))?;
    let profile = folder.path().join("profile/user");
    let written = fs::create_dir_all(&profile)
        .and_then(|()| fs::write(profile.join("registrymodifications.xcu"), PROFILE));
    written.map_err(|error| origin.read_error(error))?;
    let out = folder.path().join("out");
    run(program, &input, &out, target, folder.path()).map_err(|fault| failed(origin, fault))?;
    let converted = out.join("input").with_extension(target);
    fs::read(converted).map_err(|_| failed(origin, ConversionFault::Nothing))
}

/// Runs the program to its end.
fn run(
    program: &Path,
    input: &Path,
    out: &Path,
    target: &str,
    home: &Path,
) -> Result<(), ConversionFault> {
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation=file://{}/profile", home.display()))
        .args(["--headless", "--norestore", "--convert-to", target, "--outdir"])
        .args([out, input])
        .env("HOME", home)
        .stdout(Stdio::null());
    let ran = programs::run(&mut command, PATIENCE);
    ran.map_err(|error| match error.kind() {
        ErrorKind::TimedOut => ConversionFault::TooSlow(PATIENCE.as_secs()),
        _ => ConversionFault::NotRun(error),
    })
}
