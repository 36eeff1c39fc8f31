//! What becomes of a process that is slow, crashes or says nothing sensible;
//! the shell plays the process.

use std::path::Path;

use language::gazetteer::Gazetteer;

use super::*;

fn origin() -> Origin<'static> {
    Origin::new(Path::new("甲.pdf"), "甲.pdf", Gazetteer::builtin())
}

fn read(script: &str) -> (Vec<String>, Result<()>) {
    let isolation =
        Isolation::program("/bin/sh".into(), &["-c", script], Duration::from_millis(400));
    let mut items = Vec::new();
    let read = isolation.read_file(origin(), &mut |item| {
        items.push(match item {
            Item::Record(document) => document.fields.title,
            Item::Problem(error) => error.to_string(),
            Item::Notice(notice) => notice,
            Item::Working => "…".to_owned(),
        });
        ControlFlow::Continue(())
    });
    (items, read.unwrap_or(Ok(())))
}

#[test]
fn passes_on_what_the_process_says() {
    let script =
        r#"echo '{"Record":{"fields":{"title":"甲"}}}'; echo '{"Problem":"乙"}'; echo '"Done"'"#;
    let (items, read) = self::read(script);
    assert_eq!(items, ["甲", "乙"]);
    assert!(read.is_ok(), "{read:?}");
    let (_, read) = self::read(r#"echo '{"Failed":"甲.pdf：坏了"}'"#);
    assert_eq!(read.unwrap_err().to_string(), "甲.pdf：坏了");
}

#[test]
fn a_process_that_fails_is_an_error() {
    assert!(matches!(read("sleep 20"), (_, Err(Error::TimedOut { .. }))));
    let says = |script: &str| read(script).1.unwrap_err().to_string();
    assert!(says("exit 101").contains("程序异常"));
    assert!(says("exit 3").contains("代码 3"));
    assert!(matches!(read("echo x"), (_, Err(Error::Crashed { .. }))));
    assert!(says("kill -ABRT $$").contains("信号 6"));
    let words = "memory allocation of 8 bytes failed";
    assert!(says(&format!("echo {words} >&2; kill -ABRT $$")).contains("2048 MB"));
    let words = "thread main has overflowed its stack";
    assert!(says(&format!("echo {words} >&2; kill -ABRT $$")).contains("栈溢出"));
    let (items, read) = read(r#"echo '{"Record":{"fields":{"title":"甲"}}}'; kill -SEGV $$"#);
    assert_eq!(items, ["甲"]);
    assert!(matches!(read, Err(Error::Crashed { .. })));
}

#[test]
fn a_file_that_never_ends_is_given_up() {
    let script = r#"while sleep 0.1; do echo '{"Problem":"乙"}'; done"#;
    let (items, read) = self::read(script);
    assert!(items.len() > 10, "{items:?}");
    assert!(matches!(read, Err(Error::TookTooLong { .. })), "{read:?}");
}

#[test]
fn a_process_reads_file_after_file() {
    let script = r#"n=0; while read line; do n=$((n+1)); echo "{\"Record\":{\"fields\":{\"title\":\"$n\"}}}"; echo '"Done"'; [ $n = 2 ] && exit; done"#;
    let isolation = Isolation::program("/bin/sh".into(), &["-c", script], Duration::from_secs(10));
    let mut titles = Vec::new();
    for _ in 0..5 {
        let read = isolation.read_file(origin(), &mut |item| {
            if let Item::Record(document) = item {
                titles.push(document.fields.title);
            }
            ControlFlow::Continue(())
        });
        assert!(matches!(read, Some(Ok(()))), "{read:?}");
    }
    // The process ends after its second file, and another one takes over.
    assert_eq!(titles, ["1", "2", "1", "2", "1"]);
}

#[test]
fn what_the_process_started_ends_with_it() {
    let start = std::time::Instant::now();
    assert!(matches!(read("sleep 20 & sleep 20"), (_, Err(Error::TimedOut { .. }))));
    assert!(start.elapsed() < Duration::from_secs(10));
}
