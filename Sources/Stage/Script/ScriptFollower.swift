public import Canvas

/// Finds the place in a script, whoever presses: the console, or the stage's own keyboard.
///
/// A value without a clock: whoever holds it says which keys were pressed, what is seen once nothing runs any more, and
/// how much time went by.
public struct ScriptFollower: Sendable, Hashable {
    /// How far a talk is.
    public struct Place: Sendable, Hashable {
        /// The chapter, from 0; as many as there are once the talk is over.
        public var chapter = 0
        /// The step in it, from 0.
        public var step = 0
        /// How much of the step was pressed already.
        public var presses = 0
        /// How much of a text was typed by hand.
        var typed = ""
    }

    /// The talk.
    public let script: StageScript
    /// How far it is.
    public private(set) var place = Place()
    /// Whether what is seen fits none of the next three steps.
    public private(set) var isOffScript = false
    /// Whether a key was pressed that is not the next one.
    private var isUnsure = false
    /// How long each chapter took, in milliseconds.
    private var taken: [Int]
    /// How long the talk has taken, in milliseconds; more than its chapters where some were begun anew.
    private var elapsed = 0

    /// The beginning of a talk.
    public init(_ script: StageScript) {
        self.script = script
        taken = script.chapters.map { _ in 0 }
    }

    // MARK: Where it is

    /// Whether everything was done.
    public var isAtEnd: Bool { place.chapter >= script.chapters.count }

    /// Whether nothing of the chapter was done yet; playing by itself stops here.
    public var isAtChapterStart: Bool { !isAtEnd && place.step == 0 && place.presses == 0 && place.typed.isEmpty }

    /// The number of the chapter, from 1; the last one's once the talk is over.
    public var chapterNumber: Int { min(place.chapter + 1, script.chapters.count) }

    /// The chapter; the last one once the talk is over, nil for a talk without any.
    public var chapter: StageScript.Chapter? {
        script.chapters.indices.contains(chapterNumber - 1) ? script.chapters[chapterNumber - 1] : nil
    }

    /// The step that comes next; nil at the end.
    public var step: StageScript.Step? { step(at: place) }

    /// What is pressed next; nil where something is only said, and at the end.
    public var next: StageScript.Press? {
        guard let step, step.presses.indices.contains(place.presses) else { return nil }
        return step.presses[place.presses]
    }

    /// What is broken, armed or mended before the next press; nothing in the middle of a step.
    public var faults: [StageScript.FaultDeed] {
        place.presses == 0 && place.typed.isEmpty ? step?.faults ?? [] : []
    }

    /// The next steps, the one that comes next first, also of the next chapters.
    public func upcoming(_ count: Int) -> [StageScript.Step] {
        var steps: [StageScript.Step] = []
        var place = place
        while steps.count < count, let step = step(at: place) {
            steps.append(step)
            place = after(place)
        }
        return steps
    }

    /// What Enter does on the console where the script was left: `off script; Enter goes on from the start of chapter 5`.
    public var words: String? {
        isOffScript ? "off script; Enter goes on from the start of chapter \(chapterNumber)" : nil
    }

    // MARK: Keys and what came of them

    /// Takes that the next press was done, or that what is only said was said.
    public mutating func didNext() {
        isUnsure = false
        place.typed = ""
        guard let step else { return }
        if place.presses + 1 < step.presses.count { place.presses += 1 } else { place = after(place) }
    }

    /// Takes a key that was pressed on the stage by hand.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - name: what the list of actions calls what it does, where it is known.
    public mutating func pressed(_ key: Key, named name: String? = nil) {
        // What is only said needs no key; what it breaks or mends does need the console.
        var ahead = self
        while let step = ahead.step, step.presses.isEmpty, step.faults.isEmpty { ahead.didNext() }
        if ahead.takes(key, name) {
            self = ahead
            isOffScript = false
        } else {
            isUnsure = true
        }
    }

    /// Takes that something was broken or armed by hand: that is the step which would have done it, whatever it breaks.
    public mutating func broke() {
        var ahead = self
        while let step = ahead.step, step.presses.isEmpty, step.faults.isEmpty { ahead.didNext() }
        guard ahead.next == nil, ahead.faults.contains(where: \.isBreaking) else { return }
        ahead.didNext()
        self = ahead
    }

    /// Looks where the talk is, once nothing runs any more.
    ///
    /// - Parameter scene: what the audience sees.
    public mutating func see(_ scene: StageScene) {
        // In the middle of a step a script says nothing of what is seen.
        let isBegun = place.presses > 0 || !place.typed.isEmpty
        guard !isBegun || isUnsure || isOffScript else { return }
        var candidate = place
        (candidate.presses, candidate.typed) = (0, "")
        for distance in 0..<3 {
            let before = expectation(before: candidate)
            // What says nothing fits everything, so it keeps the place and never moves it.
            if before?.isPlace(of: scene) ?? (distance == 0 && !isOffScript) {
                place = candidate
                (isOffScript, isUnsure) = (false, false)
                return
            }
            guard let step = step(at: candidate), step.faults.isEmpty else { break }
            candidate = after(candidate)
        }
        isOffScript = true
    }

    /// Goes to where it was, with screen and world; the time that was taken stays taken.
    public mutating func goBack(to place: Place) {
        self.place = place
        (isOffScript, isUnsure) = (false, false)
        forgetTimes(from: place.chapter + 1)
    }

    /// Begins a chapter, by its number from 1; the time that was taken stays taken.
    public mutating func begin(chapter number: Int) {
        place = Place(chapter: max(0, min(number, script.chapters.count) - 1))
        (isOffScript, isUnsure) = (false, false)
        forgetTimes(from: place.chapter)
    }

    /// Begins the talk anew, its clock as well.
    public mutating func startOver() { self = ScriptFollower(script) }

    // MARK: Time

    /// Takes that time went by, in milliseconds.
    public mutating func pass(milliseconds: Int) {
        elapsed += milliseconds
        if !isAtEnd { taken[place.chapter] += milliseconds }
    }

    /// How long the talk has taken, in seconds.
    public var elapsedSeconds: Int { elapsed / 1000 }

    /// How long the talk has taken, in milliseconds.
    public var elapsedMilliseconds: Int { elapsed }

    /// How long a chapter has taken, by its number from 1, in milliseconds.
    public func takenMilliseconds(chapter number: Int) -> Int {
        taken.indices.contains(number - 1) ? taken[number - 1] : 0
    }

    /// How long a chapter has taken, by its number from 1, in seconds.
    public func takenSeconds(chapter number: Int) -> Int {
        taken.indices.contains(number - 1) ? taken[number - 1] / 1000 : 0
    }

    /// Whether a chapter is done, by its number from 1.
    public func isDone(chapter number: Int) -> Bool { number <= place.chapter }

    /// How far the talk is ahead of its plan, in seconds; late is less than 0.
    ///
    /// The chapters that are done are compared with their plan; one that goes on counts from when it takes too long.
    public var aheadSeconds: Int {
        let planned = script.chapters.prefix(place.chapter).reduce(0) { $0 + $1.plannedSeconds } * 1000
        guard !isAtEnd else { return (planned - elapsed) / 1000 }
        let here = taken[place.chapter]
        let over = max(0, here - script.chapters[place.chapter].plannedSeconds * 1000)
        return (planned - (elapsed - here) - over) / 1000
    }

    // MARK: Inside

    private mutating func forgetTimes(from chapter: Int) {
        for index in taken.indices.dropFirst(chapter) { taken[index] = 0 }
    }

    /// Whether a key is the next one; if so the place has moved.
    private mutating func takes(_ key: Key, _ name: String?) -> Bool {
        switch next {
        case .key(key):
            didNext()
            return true
        case .action(let action) where name?.lowercased() == action.lowercased():
            didNext()
            return true
        case .text(let text):
            let typed: String
            switch key {
            case .character(let letter): typed = place.typed + String(letter)
            case .paste(let pasted): typed = place.typed + pasted
            default: return false
            }
            guard text.hasPrefix(typed) else { return false }
            if text == typed { didNext() } else { place.typed = typed }
            return true
        default: return false
        }
    }

    private func step(at place: Place) -> StageScript.Step? {
        guard script.chapters.indices.contains(place.chapter) else { return nil }
        let steps = script.chapters[place.chapter].steps
        return steps.indices.contains(place.step) ? steps[place.step] : nil
    }

    private func after(_ place: Place) -> Place {
        guard !isBehindEnd(place) else { return place }
        let isLast = place.step + 1 >= script.chapters[place.chapter].steps.count
        return isLast ? Place(chapter: place.chapter + 1) : Place(chapter: place.chapter, step: place.step + 1)
    }

    private func isBehindEnd(_ place: Place) -> Bool { place.chapter >= script.chapters.count }

    /// What is seen before a step: what the one before it says, over those that are only said; nil where nobody says.
    private func expectation(before place: Place) -> StageScript.Expectation? {
        var place = place
        while let earlier = before(place) {
            place = earlier
            guard let step = step(at: earlier) else { return nil }
            if step.expected != nil || !step.presses.isEmpty { return step.expected }
        }
        return nil
    }

    private func before(_ place: Place) -> Place? {
        if place.step > 0 { return Place(chapter: place.chapter, step: place.step - 1) }
        guard place.chapter > 0 else { return nil }
        return Place(chapter: place.chapter - 1, step: max(0, script.chapters[place.chapter - 1].steps.count - 1))
    }
}
