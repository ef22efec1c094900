package math

// This file defines the functions that generated code calls on floats directly.

import "math"

// Tan is math.tan.
func Tan(x float64) (float64, error) {
	if math.IsInf(x, 0) {
		return 0, domain()
	}
	return math.Tan(x), nil
}

// Atan is math.atan; it never fails.
func Atan(x float64) (float64, error) { return math.Atan(x), nil }

// Atan2 is math.atan2; it never fails.
func Atan2(y, x float64) (float64, error) { return math.Atan2(y, x), nil }

// Log is math.log of one argument.
func Log(x float64) (float64, error) {
	if x <= 0 {
		return 0, domain()
	}
	return math.Log(x), nil
}

// Fabs is math.fabs; it never fails.
func Fabs(x float64) (float64, error) { return math.Abs(x), nil }

// Hypot is math.hypot of two arguments; it never fails.
func Hypot(x, y float64) (float64, error) { return norm([]float64{x, y}), nil }
