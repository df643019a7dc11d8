public import Calls
public import Canvas
public import Design

/// Everything the wizard knows; changed only by ``update(_:_:)``, shown by ``view(_:_:)``.
public struct WizardState: Sendable {
    /// Live accounts, or the demo's simulated ones.
    public enum Mode: Hashable, Sendable {
        case live, demo
    }

    /// Live or demo.
    public let mode: Mode
    /// The endpoint that is used instead of AWS's own, named on every screen.
    public internal(set) var endpoint: String?
    /// The program's version, on Home.
    public let version: String
    /// The terminal's size.
    public internal(set) var size = Size(columns: 80, rows: 24)
    /// The latest time that an event brought.
    public internal(set) var now = Moment(milliseconds: 0)

    var route = Route()
    var overlays: [any Overlay] = []
    /// The first row of the screen's body that a person scrolled to; nil where it follows the focus.
    var scrolled: Int?
    /// Whether the mouse is the wizard's, as long as no text is shown that it may select; until somebody wants that, it
    /// selects text.
    var usesMouse = false
    var message: Says?
    var form: FormState
    var work = WorkList()
    var local: LocalFindings?
    /// The setups that were begun earlier, the last used one first.
    var setups: [SavedSetup] = []
    var callers: Callers
    var discovery = Discovery()
    var irsaStep = 1
    var planning = PlanState()
    var testing = TestState()
    /// A restart that somebody wants; nil where none does.
    var restarting: Restarting?
    var practices = PracticesState()
    var done = DoneState()
    var diagnosing = DiagnoseState()
    var inbox: [DemoMail] = []
    /// What can be broken in the demo's world, as it was last told.
    var faults: [DemoFault] = []
    /// How it looks in front of an audience; nil where nobody is one.
    public internal(set) var stage: StageLook?
    /// What the stage keeps besides that.
    var staging = Staging()
    /// The addresses that Amazon is being asked to mail again.
    var mailing: [EffectID: ResourceAddress] = [:]
    /// The masks that everything is shown with; nil where it is shown as it is.
    var masks: Masks?
    /// What masks knew when they were on last, so that a value has the same one whenever they are on.
    var lastMasks = Masks(MaskKind.usual, leavesMasks: true)
    /// The calls that were made since the start, as far as they are kept.
    var calls = CallsMade()
    /// Whether the plan is read again as soon as the apply that is being stopped has ended.
    var rereads = false

    /// A wizard at Home.
    ///
    /// - Parameters:
    ///   - mode: Live accounts or the demo.
    ///   - endpoint: An endpoint that is not AWS's own.
    ///   - version: The program's version.
    ///   - answers: What flags, an answers file or the demo say already.
    ///   - stage: How it looks in front of an audience; nil where nobody is one.
    public init(
        mode: Mode, endpoint: String? = nil, version: String = "1.0", answers: Answers = Answers(),
        stage: StageLook? = nil
    ) {
        self.mode = mode
        self.stage = stage
        self.endpoint = endpoint
        self.version = version
        form = FormState(answers)
        callers = Callers(answers)
        // Whoever shows real accounts to others shows them masked.
        if stage != nil, mode == .live { mask() }
    }

    /// The answers.
    public var answers: Answers { form.answers }

    /// The screen.
    public var screen: ScreenID { route.screen }

    /// What is kept when the program ends.
    public var saved: SavedPosition {
        SavedPosition(
            answers: answers, drafts: form.drafts, screen: screen == .diagnose ? route.origin : screen,
            seen: route.seen,
            callers: callers.kept, asked: callers.asked, summary: summary,
            snippet: done.snippet)
    }

    /// Whose credentials calls may be made with: chosen by a person, and AWS said who they are.
    public var callersInUse: [Side: CallerChoice] { callers.inUse }

    /// Whether clicks and the wheel are wanted now; else the terminal selects text with them.
    var wantsMouse: Bool { usesMouse && !isTooSmall && !(overlays.last is ViewerOverlay) }

    /// When the next `tick` is wanted; nil while nothing moves, so that an idle wizard costs nothing.
    public var nextTick: Moment? {
        let next = work.nextTick(after: now, moving: planning.movingSince)
        // The seconds until the next look are counted down where they are seen.
        let second = diagnosing.isWatching && screen == .diagnose ? now.adding(milliseconds: 1000) : nil
        return [next, diagnosing.nextLook, second, nextStageTick].compactMap(\.self).min()
    }

    /// What a screen reader hears, and what line mode prints.
    public var announcement: String { says.announcement }

    /// Whether something is being written in an account right now.
    public var isWriting: Bool {
        planning.isApplying && planning.hasCallInFlight || work.isRunning(.applyFix)
    }
}
