//! How an error is told: what is wrong, as the libraries say it, and the commands and flags that
//! mend it, of which they know nothing.

use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Chain;

/// Builds the index again from the sources that it remembers.
const REBUILD: &str = "请用 zhengce index --rebuild 重建";

/// How the program is called for the index at hand, where that has to be said.
static CALL: OnceLock<String> = OnceLock::new();

/// Has advice name the index at hand: whoever follows it may be somebody else, somewhere else.
pub(crate) fn name_index(dir: &Path) {
    let dir = dir.display().to_string();
    let quoted = if dir.contains(char::is_whitespace) { format!("'{dir}'") } else { dir };
    let _ = CALL.set(format!("zhengce --index {quoted} index"));
}

/// Advice for the index at hand.
pub(crate) fn for_index(advice: &str) -> String {
    match CALL.get() {
        Some(call) => advice.replace("zhengce index", call),
        None => advice.to_owned(),
    }
}

/// An error with its causes, but for those that were named before, and the way to mend it.
pub(crate) fn told(error: &(dyn Error + 'static)) -> String {
    let mut told = error.to_string();
    for cause in Chain::new(error).skip(1) {
        let cause = cause.to_string();
        if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    match Chain::new(error).find_map(advice).filter(|advice| !told.contains(advice)) {
        Some(advice) => format!("{told}；{}", for_index(&advice)),
        None => told,
    }
}

fn advice(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<web::Error>() {
        return about_serving(error);
    }
    match error.downcast_ref::<search::Error>() {
        Some(search::Error::Index(error)) => about_the_index(error),
        Some(_) => Some(REBUILD.to_owned()),
        None => about_the_index(error.downcast_ref()?),
    }
}

fn about_the_index(error: &indexer::Error) -> Option<String> {
    use indexer::Error;
    Some(match error {
        Error::Missing { .. } => "请先运行 zhengce index".to_owned(),
        Error::NewerFormat { .. } => "请升级程序，或用 zhengce index --rebuild 重建".to_owned(),
        Error::OlderFormat { .. } | Error::Damaged { .. } => REBUILD.to_owned(),
        Error::Folder { .. } => "请检查权限和磁盘空间，或用 --index 指定别的文件夹".to_owned(),
        Error::SourcesLost { .. } => {
            "请写明来源：zhengce index --rebuild 路径…，只要内置资料则加 --builtin".to_owned()
        }
        Error::Lossy { .. } => "请检查来源；确认无误，加 --accept-losses 再运行一次".to_owned(),
        Error::Tantivy { .. } => format!("若磁盘未满，{REBUILD}"),
        _ => return None,
    })
}

fn about_serving(error: &web::Error) -> Option<String> {
    match error {
        web::Error::AddressInUse { addr } => Some(format!(
            "请先关闭那个程序，或用 --addr 换一个端口，例如 --addr {}；端口写 0 则自动选一个空闲的",
            SocketAddr::new(addr.ip(), addr.port().checked_add(1).unwrap_or(8080))
        )),
        web::Error::Listen { .. } => Some(
            "请用 --addr 指定本机的地址和 1024 以上的端口，例如 --addr 127.0.0.1:8080".to_owned(),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;

    fn check(error: &(dyn Error + 'static), parts: &[&str]) {
        let told = told(error);
        for part in parts {
            assert_eq!(told.matches(part).count(), 1, "{part} in {told}");
        }
    }

    #[test]
    fn what_is_wrong_comes_with_the_way_to_mend_it() {
        type Make = fn(PathBuf) -> indexer::Error;
        let cases: [(Make, &[&str]); 7] = [
            (|path| indexer::Error::Missing { path }, &["没有索引", "请先运行 zhengce index"]),
            (|path| indexer::Error::OlderFormat { path, found: 1 }, &["第 1 版", "--rebuild"]),
            (
                |path| indexer::Error::Damaged { path, damage: indexer::Damage::Altered },
                &["已损坏（内容与校验和不符）", "--rebuild"],
            ),
            (|path| indexer::Error::SourcesLost { path }, &["不知道从哪里重建", "--builtin"]),
            (
                |path| indexer::Error::Folder { path, source: io::Error::other("拒绝") },
                &["拒绝", "--index"],
            ),
            (
                |path| indexer::Error::Locked { path, holder: "7".to_owned() },
                &["另一个进程（进程号 7）"],
            ),
            (|path| indexer::Error::NothingBefore { path }, &["没有可退回的上一版"]),
        ];
        for (make, parts) in cases {
            let error = || make("某处".into());
            check(&error(), parts);
            // Also where it went through other hands.
            check(&search::Error::from(error()), parts);
            check(&web::Error::from(search::Error::from(error())), parts);
            check(anyhow::Error::from(error()).context("打开").as_ref(), parts);
        }
    }

    #[test]
    fn a_busy_port_names_the_address_and_the_way_out() {
        let cases =
            [("127.0.0.1:8080", "--addr 127.0.0.1:8081"), ("[::1]:65535", "--addr [::1]:8080")];
        for (addr, advice) in cases {
            let addr: SocketAddr = addr.parse().unwrap();
            check(&web::Error::AddressInUse { addr }, &[&format!("监听 {addr}"), advice]);
        }
    }
}
