"""Why some properties of SurveyJS have no place in a questionnaire file."""

from __future__ import annotations

_LOOK = "How it looks is decided by where it is shown"
_SERVER = "What happens around a survey is set up where it is put to people, not in its text"
_OWN_ADDRESS = "A questionnaire fetches nothing from elsewhere"
_FIXED = "An answer is not changed or filled in for the respondent"
_GREY = "A question is shown or hidden here, never greyed out"
_NO_CODE = "A questionnaire has no programs and no regular expressions"
_NO_SCORES = "There are no right answers here"
_NO_ROWS = "The respondent adds and removes nothing here: there are as many as the file begins with"
_OWN_WORDS = "What is said of a wrong answer, and around a list, has words of its own here"

_SAME: dict[str, str] = {
    _LOOK: """
        acceptCarriageReturn addRowButtonLocation allowAdaptiveActions allowClear allowResize allowResizeComment
        alternateRows autoGrow autoGrowComment backgroundImage backgroundImageAttachment backgroundImageFit
        backgroundOpacity cellComponent cellErrorLocation cellHint closeOnSelect colCount cols colSpan columnColCount
        columnMinWidth commentAreaRows commentPlaceholder commentPlaceHolder contentMode currency customLabels
        descriptionLocation detailErrorLocation detailPanelMode detailPanelShowOnAdding displayMode
        displayRateDescriptionsAsExtremeItems displayStyle errorLocation fitToContainer format gridLayoutColumns
        gridLayoutEnabled headerView hideNumber hideSelectedItems horizontalScroll imageFit imageHeight imageWidth
        indent innerIndent inputFieldComponent inputSize inputTextAlignment itemComponent itemErrorLocation itemSize
        itemTitleWidth labelCount labelFormat logo logoFit logoHeight logoPosition logoWidth matrixDragHandleArea
        maxImageHeight maxImageWidth maximumFractionDigits maxOthersLength maxTextLength maxWidth minImageHeight
        minImageWidth minimumFractionDigits minWidth newPanelPosition optionsCaption otherPlaceholder otherPlaceHolder
        panelsState placeholder placeHolder precision progressBarInheritWidthFrom progressBarLocation
        progressBarNavigationTextLocation progressBarShowNavigationText progressBarShowPageNumbers
        progressBarShowPageTitles progressBarType questionDescriptionLocation questionErrorLocation
        questionsOnPageMode questionStartIndex questionTitleLocation questionTitlePattern questionTitleWidth
        rateColorMode rateDescriptionLocation rateType regionalFormat removePanelButtonLocation renderAs requiredMark
        requiredText rightIndent rowTitleWidth scaleColorMode searchEnabled searchMode selectToRankAreasLayout
        selectToRankSwapAreas separateSpecialChoices showBrandInfo showHeader showInMultipleColumns showLabel
        showLabels showNumber showPageNumbers showPageTitles showProgressBar showQuestionNumbers showTitle showTOC
        size startWithNewLine state swapOrder tabAlign templateErrorLocation templateQuestionTitleLocation
        templateQuestionTitleWidth textUpdateMode textWrapEnabled theme titleLocation tocItemComponent tocLocation
        tooltipFormat tooltipVisibility transposeData useGrouping useTitleAsLabel verticalAlign width widthMode
    """,
    _SERVER: """
        $schema allowCompleteSurveyAutomatic autoAdvanceAllowComplete autoAdvanceEnabled autoFocusFirstError
        autoFocusFirstQuestion checkErrorsMode choicesLazyLoadEnabled choicesLazyLoadPageSize clearIfInvisible
        clearInvisibleValues completedBeforeHtml completedHtml completedHtmlOnCondition completeText cookieName
        editText firstPageIsStarted firstPageIsStartPage focusFirstQuestionAutomatic goNextPageAutomatic
        keyDuplicationError loadingHtml maxCommentLength maxTimeToFinish maxTimeToFinishPage mode navigateToUrl
        navigateToUrlOnCondition navigationButtonsLocation navigationButtonsVisibility navigationDescription
        navigationTitle notificationType pageNextText pagePrevText partialSendEnabled previewMode previewText
        randomize randomizeCategory sendResultOnPageNext showCompletedPage showCompletePage showNavigationButtons
        showPrevButton showPreviewBeforeComplete showTimer showTimerPanel sjsVersion startSurveyText
        storeOthersAsComment surveyId surveyPostId surveyShowDataSaving timeLimit timeLimitPerPage timerInfoMode
        timerLocation useDisplayValuesInDynamicTexts validateVisitedEmptyFields
    """,
    _OWN_ADDRESS: """
        choicesByUrl imageLink videoLink
    """,
    _FIXED: """
        autocomplete bindings calculatedValues copyDefaultValueFromLastEntry defaultDisplayValue defaultPanelValue
        defaultRowValue defaultValue defaultValueExpression defaultValueFromLastPanel defaultValueFromLastRow
        resetValueIf setValueExpression setValueIf triggers valueName
    """,
    _GREY: """
        choicesEnableIf columnsEnableIf enableIf readOnly
    """,
    _NO_CODE: """
        inputMask maskSettings maskType maxValueExpression minValueExpression regex
    """,
    _NO_SCORES: """
        correctAnswer
    """,
    _NO_ROWS: """
        addPanelText addRowText allowAddPanel allowAddRows allowRemovePanel allowRemoveRows allowRowReorder
        confirmDelete confirmDeleteText hideColumnsIfEmpty keyName maxPanelCount maxRowCount nextPanelText
        noEntriesText noRowsText panelAddText panelCountExpression panelRemoveText prevPanelText removePanelText
        removeRowText rowCountExpression singleInputTitleTemplate tabTitlePlaceholder templateDescription
        templateTabTitle templateTitle templateVisibleIf
    """,
    _OWN_WORDS: """
        createCustomChoiceText maxErrorText minErrorText otherErrorText selectAllText selectToRankEmptyRankedAreaText
        selectToRankEmptyUnrankedAreaText stepErrorText
    """,
}
"""Reason -> the properties that it holds for."""

REASONS: dict[str, str] = {
    **{key: why for why, keys in _SAME.items() for key in keys.split()},
    "validators": "There is no such rule here",
    "requiredErrorText": "It is not required",
    "requiredIf": "A question is required of all who meet it, or of nobody",
    "choicesVisibleIf": "Each choice has a condition of its own here",
    "rowsVisibleIf": "A row is there for all",
    "columnsVisibleIf": "A column is there for all",
    "choicesOrder": "Choices stand in the order of the file",
    "rowsOrder": "Rows stand in the order of the file",
    "questionsOrder": "Questions stand in the order of the file",
    "hasSelectAll": "There is no choice that chooses all the others",
    "showSelectAllItem": "There is no choice that chooses all the others",
    "minLength": "A text has no shortest length",
    "cells": "All rows of a grid have the same columns",
    "totalText": "A table has no row of sums",
    "totalType": "A table has no row of sums",
    "totalExpression": "A table has no row of sums",
    "isUnique": "Nothing is compared with the other rows",
    "eachRowUnique": "Nothing is compared with the other rows",
    "keyDuplicationError": "Nothing is compared with the other rows",
    "allowCustomChoices": "Nobody adds choices here but under «other»",
    "hideIfChoicesEmpty": "A question without choices to meet is left out by itself",
    "hideIfRowsEmpty": "A row is there for all",
    "selectToRankEnabled": "All the choices are put in order",
    "rowOrder": "Rows stand in the order of the file",
    "questionOrder": "Questions stand in the order of the file",
    "visibleIf": "It has no condition of its own here: it is there for all",
    "isRequired": "Only a question can be required",
    "dataList": "Nothing is suggested while somebody writes",
    "isCommentRequired": "The words beside a choice are never required",
    "allowDigits": "A text may have any letters and digits",
    "text": "The words for this rule are ours",
    "autoGenerate": "The points are those of the file",
}
"""Property -> why it is not carried; the account tells of properties that are not here too, by name and value."""
