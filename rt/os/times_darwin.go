package os

import "syscall"

// times are the times of last access, modification and change.
func times(s *syscall.Stat_t) [3]syscall.Timespec {
	return [3]syscall.Timespec{s.Atimespec, s.Mtimespec, s.Ctimespec}
}
