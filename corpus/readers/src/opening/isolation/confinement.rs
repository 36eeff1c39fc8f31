//! What a process that reads files may do, and what it starts: use so much memory, reach nothing over
//! a network, and live no longer than the process that started it.

/// Bytes of memory that a process may have. A file of 200 MB fits in, unpacked and as text.
pub(super) const MEMORY: u64 = 2 << 30;

/// Confines this thread and all that it starts, where the system can.
pub(super) fn confine() {
    #[cfg(unix)]
    limit_memory();
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    // A kernel that cannot do so reads all the same.
    let _ = forbid_network();
}

#[cfg(unix)]
fn limit_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::As).maximum;
    let current = Some(maximum.map_or(MEMORY, |maximum| maximum.min(MEMORY)));
    let _ = setrlimit(Resource::As, Rlimit { current, maximum });
    // A crash is said in one line; an image of the memory helps nobody.
    let none = Rlimit { current: Some(0), maximum: getrlimit(Resource::Core).maximum };
    let _ = setrlimit(Resource::Core, none);
}

/// Refuses sockets of the internet: a document may name a picture on another host, which an office
/// program would fetch.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
fn forbid_network() -> Result<(), seccompiler::Error> {
    use std::collections::BTreeMap;
    use std::env::consts::ARCH;

    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, apply_filter,
    };

    let families = [libc::AF_INET, libc::AF_INET6].map(|family| {
        let is_family = SeccompCmpOp::Eq;
        let condition =
            SeccompCondition::new(0, SeccompCmpArgLen::Dword, is_family, family as u64)?;
        SeccompRule::new(vec![condition])
    });
    let rules = families.into_iter().collect::<Result<Vec<SeccompRule>, _>>()?;
    let filter = SeccompFilter::new(
        BTreeMap::from([(libc::SYS_socket, rules)]),
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EACCES as u32),
        ARCH.try_into()?,
    )?;
    apply_filter(&BpfProgram::try_from(filter)?)
}

/// The process that started this one, or took it over.
pub(super) fn parent() -> Option<i32> {
    #[cfg(unix)]
    return rustix::process::getppid().map(rustix::process::Pid::as_raw_pid);
    #[cfg(not(unix))]
    return None;
}

/// Ends this process with all that it started, where they are a group of their own.
pub(super) fn end_group() {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpgrp, getpid, kill_process_group};
        if getpgrp() == getpid() {
            let _ = kill_process_group(getpgrp(), Signal::KILL);
        }
    }
    std::process::exit(1);
}
