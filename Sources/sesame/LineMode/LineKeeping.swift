import Calls
import Design
import Setup
import Wire
import Wizard

/// Keeping the answers of the line mode where the full screen keeps its own, so that either goes on from the other.
struct LineKeeping {
    private let store: SetupStore?
    private var key: String
    /// Why nothing can be kept; said once.
    private(set) var trouble: StateProblem?

    /// - Parameter state: The state folder; nil keeps nothing, as in the demo.
    init(_ state: StateDirectory?) {
        store = state.map { SetupStore($0) }
        key = "\(Self.now.basic)-\(UInt16.random(in: 0 ... .max))"
    }

    /// Whether answers are kept.
    var keeps: Bool { store != nil && trouble == nil }

    /// The setup that was left last and not finished; nil where there is none.
    func unfinished() -> (setup: Setup.SavedSetup, when: String)? {
        guard let last = try? store?.all().first, ScreenID(saved: last.screen) != .done, !last.answers.entries.isEmpty
        else { return nil }
        return (last, SetupList.words(last.saved, now: WallClock().now))
    }

    /// Goes on with a setup: what is kept from now on replaces it.
    mutating func resume(_ setup: Setup.SavedSetup) { key = setup.key }

    /// Keeps the answers as they are.
    ///
    /// - Parameters:
    ///   - answers: The answers.
    ///   - screen: Where the full screen would go on.
    mutating func keep(_ answers: Answers, at screen: ScreenID) {
        guard let store, trouble == nil, !answers.entries.isEmpty else { return }
        var callers: [Side: CallerChoice] = [:]
        callers[.eks] = answers.eksProfile.map { .profile($0) }
        callers[.ses] = answers.sesProfile.map { .profile($0) }
        let position = SavedPosition(answers: answers, screen: screen, callers: callers)
        do throws(StateProblem) {
            try store.save(PositionFile.saved(position, key: key, at: Self.now))
        } catch {
            trouble = error
        }
    }

    private static var now: Timestamp {
        Timestamp(secondsSinceEpoch: WallClock().now.milliseconds / 1000, nanoseconds: 0)
    }
}
