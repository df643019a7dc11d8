public import Calls
public import Canvas
public import Design
public import Diagnosis
public import Stage

/// What happens to the wizard: keys, time, and the answers to its effects.
public enum WizardEvent: Sendable {
    /// A key was pressed, or text pasted.
    case key(Key)
    /// The terminal has another size.
    case resize(Size)
    /// It is now this late; comes before other events, and when ``WizardState/nextTick`` is reached.
    case tick(Moment)
    /// Answer to `listCallers`: what files name, and the setups that were begun earlier, the last used one first.
    case local(EffectID, LocalFindings, [SavedSetup])
    /// Answer to `identify`.
    case identified(EffectID, Result<CallerReport, Problem>)
    /// Credentials need a multi-factor code before AWS answers.
    case codeWanted(CodeRequest)
    /// A kubeconfig's program would have to run for credentials, which a person agrees to first.
    case programWanted(ProgramRequest)
    /// A file with credentials changed: sides that did not work are asked again.
    case credentialsChanged
    /// Answer to `ask`; may come several times, `isLast` ends it.
    case observed(EffectID, Observations, isLast: Bool)
    /// Before the answer to `plan`: the answers with what the world told in the fields that nobody answered.
    case completed(EffectID, Answers)
    /// Answer to `plan`.
    case planned(EffectID, Result<Plan, Problem>, findings: [Finding] = [])
    /// News from `apply`.
    case progress(EffectID, ApplyEvent)
    /// The end of `apply`.
    case applied(EffectID, ApplyEnd)
    /// News from `send`: a link was tried.
    case link(EffectID, SendLink)
    /// News from `send` by way of a pod: how far the workload is, a line of the program.
    case pod(EffectID, PodNews)
    /// The end of `send`.
    case sent(EffectID, Result<SendOutcome, Problem>)
    /// The end of `removeWorkload`: whether there was one, or why it stays.
    case removed(EffectID, Result<Bool, Problem>)
    /// Answer to `lookAtRestart`.
    case restartSeen(EffectID, Result<[RestartSight], Problem>)
    /// The end of `restart`: how many were, or why one was not.
    case restarted(EffectID, Result<Int, Problem>)
    /// Answer to `checkPractices`.
    case practices(EffectID, Result<[Finding], Problem>)
    /// Answer to `findSubject`.
    case found(EffectID, Result<SubjectSearch.Found, Problem>)
    /// News from `diagnose`: what was read so far, out of how many calls that are known by now, and what it says.
    case diagnosing(EffectID, Diagnosis, Observations, calls: Int)
    /// Answer to `diagnose`: what all that was read says, or why nobody could be asked.
    case diagnosed(EffectID, Result<Diagnosis, Problem>, Observations, made: [MadeCall])
    /// News from `prove`.
    case proving(EffectID, SendEvent)
    /// The end of `prove`: the verdict with what was proven, or why it could not begin.
    case proved(EffectID, Result<Diagnosis, Problem>)
    /// Answer to `listSubjects`: the lists, or why nobody could be asked.
    case subjects(EffectID, Result<Observations, Problem>)
    /// News from `diagnoseAll`.
    case fleet(EffectID, FleetProgress)
    /// Answer to `diagnoseAll`: how they stand, or why nobody could be asked.
    case fleetLooked(EffectID, Result<FleetLook, Problem>)
    /// Answer to `listBundles`.
    case bundles(EffectID, [String])
    /// Answer to `openBundle`.
    case bundleOpened(EffectID, Result<RecordedBundle, Problem>)
    /// Answer to `recallMasks`: what they met; nothing where nothing was kept.
    case masksRecalled(EffectID, MaskMemory)
    /// Answer to `writeNew`: where it was written, or why not.
    case wroteNew(EffectID, Result<String, Problem>)
    /// The end of `mailAgain`; what became of the mail is news of its resource before it.
    case mailed(EffectID, ApplyEnd)
    /// Answer to `writeFiles`: the directory and the names.
    case wrote(EffectID, Result<[String], Problem>)
    /// Answer to `openSetup`.
    case opened(EffectID, Result<SavedPosition, Problem>)
    /// What lies in the demo's inbox now.
    case inbox([DemoMail])
    /// What can be broken in the demo's world, and how it stands.
    case faults([DemoFault])
    /// The demo's world was changed on purpose: all that was read before is old.
    case worldChanged(String)
    /// What the stage's director tells.
    case stage(StageNews)
    /// What a presenter wants, told by a console; the stage's director does it.
    case wanted(StageCommand)
    /// The simulator listens there now.
    case endpoint(String)
    /// Calls that were made, in the order of their answers.
    case called([LoggedCall])
    /// Something to say in the line above the footer, for example that a text was copied.
    case say(String)
}
