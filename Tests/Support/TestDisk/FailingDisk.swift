public import Files
import Foundation
import Synchronization

/// A disk with room for so many bytes, on which other calls may fail too.
public final class FailingDisk: Sendable {
    private let room: Mutex<Int>
    private let syncFails: Bool
    private let cutFails: Bool

    /// A disk.
    ///
    /// - Parameters:
    ///   - room: How many more bytes can be written.
    ///   - syncFails: Whether bringing a file to the disk fails.
    ///   - cutFails: Whether cutting a file fails.
    public init(room: Int, syncFails: Bool = false, cutFails: Bool = false) {
        self.room = Mutex(room)
        self.syncFails = syncFails
        self.cutFails = cutFails
    }

    /// The calls of `LineFile` on this disk.
    public var calls: LineFile.Calls {
        LineFile.Calls(
            write: { file, bytes in
                self.room.withLock { room in
                    let count = min(room, bytes.count)
                    guard count > 0 else {
                        errno = ENOSPC
                        return -1
                    }
                    room -= count
                    return write(file, bytes.baseAddress, count)
                }
            },
            sync: { file in
                if self.syncFails { errno = EIO }
                return self.syncFails ? -1 : fsync(file)
            },
            cut: { file, length in
                if self.cutFails { errno = EIO }
                return self.cutFails ? -1 : ftruncate(file, off_t(length))
            })
    }
}
