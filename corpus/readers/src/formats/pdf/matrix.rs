//! Matrices that place what a page draws.

use lopdf::{Document, Object};

/// a b c d e f: a point (x, y) goes to (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(super) fn shift(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then the other.
    pub(super) fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where a point goes.
    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The matrix of six numbers.
    pub(super) fn of(objects: &[Object], document: &Document) -> Option<Matrix> {
        numbers(objects, document).try_into().ok().map(Matrix)
    }
}

/// The numbers of an array.
pub(super) fn numbers(objects: &[Object], document: &Document) -> Vec<f32> {
    let number = |object| document.dereference(object).ok()?.1.as_float().ok();
    objects.iter().filter_map(number).collect()
}
