//! A list for each character, found without hashing.

/// How many code points there are.
const CODE_POINTS: usize = char::MAX as usize + 1;

/// Lists by character.
pub(super) struct ByCharacter<T> {
    /// For each code point the number of its list, counted from 1; 0 where there is none. Memory is
    /// only taken for the parts that are written to.
    places: Vec<u32>,
    lists: Vec<(char, Vec<T>)>,
    /// Bytes that the lists take.
    memory: usize,
}

impl<T> Default for ByCharacter<T> {
    fn default() -> ByCharacter<T> {
        ByCharacter { places: vec![0; CODE_POINTS], lists: Vec::new(), memory: 0 }
    }
}

impl<T> ByCharacter<T> {
    /// The last item of a character's list.
    pub(super) fn last_mut(&mut self, c: char) -> Option<&mut T> {
        let at = self.places[c as usize].checked_sub(1)?;
        self.lists[at as usize].1.last_mut()
    }

    /// Adds to the end of a character's list.
    pub(super) fn push(&mut self, c: char, item: T) {
        let place = &mut self.places[c as usize];
        if *place == 0 {
            self.lists.push((c, Vec::new()));
            *place = self.lists.len() as u32;
        }
        let list = &mut self.lists[*place as usize - 1].1;
        let before = list.capacity();
        list.push(item);
        self.memory += (list.capacity() - before) * size_of::<T>();
    }

    /// The lists with their characters, in no order.
    pub(super) fn into_lists(self) -> Vec<(char, Vec<T>)> {
        self.lists
    }

    pub(super) fn memory(&self) -> usize {
        self.memory
    }
}
