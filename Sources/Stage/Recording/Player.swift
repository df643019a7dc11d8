public import Canvas

/// A recording being played: what it shows at a time, and when that changes next.
///
/// It is a value. Nothing in it waits; whoever shows it asks for a time and is told when to ask again.
public struct Player: Sendable {
    /// What is played.
    public let recording: Recording
    private var screen: VirtualScreen
    /// How many events are on the screen.
    private var played = 0

    /// A player at the beginning.
    public init(_ recording: Recording) {
        self.recording = recording
        screen = VirtualScreen(size: recording.header.size)
    }

    /// How long the recording is, in milliseconds.
    public var duration: Int { recording.moments.last?.milliseconds ?? 0 }

    /// What is shown at a time.
    ///
    /// Going on costs what happened in between; going back begins anew.
    ///
    /// - Parameter milliseconds: The time since the beginning; what happened just then is shown.
    /// - Returns: The frame, in the size that the recording had then.
    public mutating func frame(at milliseconds: Int) -> Frame {
        if played > 0, recording.moments[played - 1].milliseconds > milliseconds {
            screen = VirtualScreen(size: recording.header.size)
            played = 0
        }
        while played < recording.moments.count, recording.moments[played].milliseconds <= milliseconds {
            switch recording.moments[played].event {
            case .output(let text): screen.take(text)
            case .resize(let size): screen.resize(to: size)
            case .marker, .exit: break
            }
            played += 1
        }
        return screen.frame
    }

    /// When the next event is, in milliseconds since the beginning; nil after the last one.
    public func nextChange(after milliseconds: Int) -> Int? {
        // The times are in order: halves, not a walk.
        var low = 0
        var high = recording.moments.count
        while low < high {
            let middle = (low + high) / 2
            if recording.moments[middle].milliseconds <= milliseconds { low = middle + 1 } else { high = middle }
        }
        return low < recording.moments.count ? recording.moments[low].milliseconds : nil
    }

    /// The chapter at a time: the label of the last marker that has one; nil before the first.
    public func chapter(at milliseconds: Int) -> String? {
        recording.markers.last { $0.milliseconds <= milliseconds && !$0.label.isEmpty }?.label
    }
}
