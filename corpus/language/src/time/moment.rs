//! A moment: a second of the clock, as the library remembers when it saw a document.

use std::borrow::Cow;
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::date::PartialDate;

/// A second of the clock, from 1970 to 2106.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(u32);

impl Moment {
    /// Now, by the system's clock.
    pub fn now() -> Moment {
        Moment::from(SystemTime::now())
    }

    /// The moment so many seconds after 1970 began; `None` for 0, which stands for no moment.
    pub fn of_seconds(seconds: u32) -> Option<Moment> {
        (seconds > 0).then_some(Moment(seconds))
    }

    /// The seconds since 1970 began.
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// The first moment of a day, month or year, in the system's time zone.
    pub fn start_of(date: PartialDate) -> Moment {
        let zoned = date.civil().and_then(|day| day.to_zoned(TimeZone::system()).ok());
        let seconds = zoned.map_or(0, |start| start.timestamp().as_second());
        Moment(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
    }

    /// Its day, in the system's time zone.
    pub fn day(self) -> Option<PartialDate> {
        let day = Zoned::new(self.timestamp()?, TimeZone::system()).date();
        let part = |part: i8| Some(part.unsigned_abs());
        PartialDate::new(day.year(), part(day.month()), part(day.day()))
    }

    fn timestamp(self) -> Option<Timestamp> {
        Timestamp::from_second(i64::from(self.0)).ok()
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Moment {
        let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Moment(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

/// As RFC 3339 has it, in UTC: 2026-11-28T04:38:22Z.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().map_or(Ok(()), |at| at.fmt(f))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc_and_belong_to_days_of_the_system() {
        let moment = Moment::of_seconds(1_795_840_702).unwrap();
        assert_eq!(moment.to_string(), "2026-11-28T04:38:22Z");
        assert_eq!(Moment::of_seconds(0), None);
        for written in ["2026-11-28", "2024-02-29", "2000-01-01"] {
            let date: PartialDate = written.parse().unwrap();
            assert_eq!(Moment::start_of(date).day(), Some(date));
            let before = Moment(Moment::start_of(date).0 - 1).day();
            assert!(before.unwrap().first_day() < date.first_day());
        }
        let [year, month, day] =
            ["2026", "2026-01", "2026-01-01"].map(|text| text.parse().unwrap());
        assert_eq!(Moment::start_of(year), Moment::start_of(day));
        assert_eq!(Moment::start_of(month), Moment::start_of(day));
    }
}
